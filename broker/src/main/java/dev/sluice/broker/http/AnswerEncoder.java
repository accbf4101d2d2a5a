package dev.sluice.broker.http;

import dev.sluice.broker.api.Answer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * Puts head and body of an answer into one buffer, so that one write sends it. Written by hand because Netty's response
 * objects cost more than all the rest of a small answer. Owned by its event loop.
 */
final class AnswerEncoder {

    private static final byte[] CONTENT_TYPE = ascii("Content-Type: ");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] REQUEST_ID = ascii("x-amzn-RequestId: ");
    private static final byte[] QUERY_ERROR = ascii("x-amzn-query-error: ");
    private static final byte[] ETAG = ascii("ETag: ");
    private static final byte[] FEATURES = ascii("X-Sluice-Features: ");
    private static final byte[] RETRY_AFTER = ascii("Retry-After: 1\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] NO_HEADER = {};
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final byte[][] statusLines = new byte[600][];
    private byte[] head = new byte[512];
    private int length;
    private byte[] date = {};
    private long dateSecond = -1;

    /** @param withBody false when the request was HEAD: the length is told, the body is not sent */
    ByteBuf encode(ByteBufAllocator allocator, Answer answer, boolean withBody, ConnectionHeader connection) {
        length = 0;
        put(statusLine(answer.status()));
        put(date());
        if (answer.contentType() != null) putHeader(CONTENT_TYPE, answer.contentType());
        if (answer.requestId() != null) putHeader(REQUEST_ID, answer.requestId());
        if (answer.queryError() != null) putHeader(QUERY_ERROR, answer.queryError());
        if (answer.etag() != null) putHeader(ETAG, answer.etag());
        if (answer.features() != null) putHeader(FEATURES, answer.features());
        put(answer.status() == HttpResponseStatus.SERVICE_UNAVAILABLE.code() ? RETRY_AFTER : NO_HEADER);
        put(line(connection));
        return finish(allocator, answer.status(), answer.body(), answer.length(), withBody);
    }

    /** What the server says itself: a line of plain text, since the request was not understood as any protocol's. */
    ByteBuf text(ByteBufAllocator allocator, int status, String text, ConnectionHeader connection, boolean withBody) {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        length = 0;
        put(statusLine(status));
        put(date());
        putHeader(CONTENT_TYPE, PLAIN_TEXT);
        put(status == HttpResponseStatus.SERVICE_UNAVAILABLE.code() ? RETRY_AFTER : NO_HEADER);
        put(line(connection));
        return finish(allocator, status, body, body.length, withBody);
    }

    private ByteBuf finish(ByteBufAllocator allocator, int status, byte[] body, int bodyLength, boolean withBody) {
        boolean bodiless = status == 204 || status == 304;
        if (!bodiless) {
            put(CONTENT_LENGTH);
            putNumber(bodyLength);
            put(LINE_END);
        }
        put(LINE_END);
        int sent = withBody && !bodiless ? bodyLength : 0;
        return allocator.ioBuffer(length + sent).writeBytes(head, 0, length).writeBytes(body, 0, sent);
    }

    private static byte[] line(ConnectionHeader connection) {
        return switch (connection) {
            case NONE -> NO_HEADER;
            case CLOSE -> CLOSE;
            case KEEP_ALIVE -> KEEP_ALIVE;
        };
    }

    private byte[] statusLine(int status) {
        byte[] line = statusLines[status];
        if (line == null) {
            line = ascii("HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n");
            statusLines[status] = line;
        }
        return line;
    }

    private byte[] date() {
        long second = System.currentTimeMillis() / 1000;
        if (second != dateSecond) {
            dateSecond = second;
            date = ascii("Date: " + DATE.format(Instant.ofEpochSecond(second)) + "\r\n");
        }
        return date;
    }

    private void putHeader(byte[] name, String value) {
        put(name);
        require(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            head[length++] = c >= ' ' && c <= '~' ? (byte) c : (byte) '?'; // a line end would start another header
        }
        put(LINE_END);
    }

    private void putNumber(int number) {
        put(ascii(Integer.toString(number)));
    }

    private void put(byte[] bytes) {
        require(bytes.length);
        System.arraycopy(bytes, 0, head, length, bytes.length);
        length += bytes.length;
    }

    private void require(int more) {
        if (length + more > head.length) head = Arrays.copyOf(head, 2 * (length + more));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What the answer says of the connection; nothing when both sides assume it anyway. */
    enum ConnectionHeader {
        NONE,
        CLOSE,
        /** For HTTP/1.0 clients that asked for it. */
        KEEP_ALIVE
    }
}
