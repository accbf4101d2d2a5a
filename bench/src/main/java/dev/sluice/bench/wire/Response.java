package dev.sluice.bench.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One HTTP response as it arrives, read no further than needed: status, length, and members of the JSON body by scanning
 * for their names. The scan is right for what brokers answer to this program, whose message bodies are plain letters and
 * digits; it is no JSON parser.
 */
public final class Response {
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int INITIAL_BYTES = 512;

    private byte[] bytes = new byte[0];
    private int length;
    private int bodyAt;
    private int end;

    /** Takes all of {@code in}. True when the response is whole. */
    boolean append(ByteBuf in) {
        int more = in.readableBytes();
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.max(INITIAL_BYTES, 2 * bytes.length)));
        }
        in.readBytes(bytes, length, more);
        length += more;
        if (bodyAt == 0 && !readHead()) return false;
        if (length > end) throw new IllegalStateException("the server sent " + (length - end) + " bytes too many");
        return length == end;
    }

    void clear() {
        length = 0;
        bodyAt = 0;
        end = 0;
    }

    public int status() {
        return (bytes[STATUS_AT] - '0') * 100 + (bytes[STATUS_AT + 1] - '0') * 10 + bytes[STATUS_AT + 2] - '0';
    }

    public boolean ok() {
        return status() == 200;
    }

    public int bodyLength() {
        return end - bodyAt;
    }

    public String body() {
        return text(bodyAt, end);
    }

    /** Where the first string member of that name begins, looking from {@code from} on, or -1. */
    public int stringMember(byte[] quotedName, int from) {
        int at = find(quotedName, Math.max(from, bodyAt), end);
        if (at < 0) return -1;
        at += quotedName.length;
        while (at < end && (bytes[at] == ' ' || bytes[at] == ':')) at++;
        return at < end && bytes[at] == '"' ? at + 1 : -1;
    }

    /** Where the string that begins at {@code from} ends: the place of its closing quote. */
    public int stringEnd(int from) {
        int at = from;
        while (bytes[at] != '"') at += bytes[at] == '\\' ? 2 : 1;
        return at;
    }

    /** The first string member of that name. */
    public String string(byte[] quotedName) {
        int from = stringMember(quotedName, 0);
        if (from < 0) {
            throw new IllegalStateException(
                    "no " + new String(quotedName, StandardCharsets.US_ASCII) + " in " + body());
        }
        return text(from, stringEnd(from)).replace("\\/", "/");
    }

    /** How often the name occurs in the body. */
    public int count(byte[] quotedName) {
        int count = 0;
        for (int at = find(quotedName, bodyAt, end); at >= 0; at = find(quotedName, at + quotedName.length, end))
            count++;
        return count;
    }

    public byte byteAt(int at) {
        return bytes[at];
    }

    void copy(int from, int to, RequestBuffer target) {
        target.put(bytes, from, to - from);
    }

    /** A member's name as it stands in the body. */
    public static byte[] name(String member) {
        return ('"' + member + '"').getBytes(StandardCharsets.US_ASCII);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private boolean readHead() {
        int contentLength = -1;
        int line = 0;
        for (int newline = find('\n', 0); newline >= 0; newline = find('\n', line)) {
            boolean empty = newline - line <= 1;
            if (empty) {
                if (contentLength < 0) throw new IllegalStateException("no Content-Length in " + text(0, newline));
                bodyAt = newline + 1;
                end = bodyAt + contentLength;
                return true;
            }
            if (isContentLength(line)) contentLength = number(line + CONTENT_LENGTH.length);
            line = newline + 1;
        }
        return false;
    }

    private boolean isContentLength(int line) {
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            if (line + i >= length || (bytes[line + i] | 0x20) != (CONTENT_LENGTH[i] | 0x20)) return false;
        }
        return true;
    }

    private int number(int from) {
        int at = from;
        while (bytes[at] == ' ') at++;
        int number = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++)
            number = Math.addExact(Math.multiplyExact(number, 10), bytes[at] - '0');
        return number;
    }

    private int find(int wanted, int from) {
        for (int at = from; at < length; at++) if (bytes[at] == wanted) return at;
        return -1;
    }

    private int find(byte[] wanted, int from, int to) {
        byte second = wanted[1];
        for (int at = from; at <= to - wanted.length; at++) {
            if (bytes[at + 1] == second
                    && bytes[at] == '"'
                    && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) return at;
        }
        return -1;
    }
}
