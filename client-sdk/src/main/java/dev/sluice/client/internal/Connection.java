package dev.sluice.client.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One connection of HTTP/1.1 without TLS, used by one thread at a time; {@link #close} may be called by any. */
final class Connection implements AutoCloseable {
    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_HEADERS = 200;
    private static final int LARGEST_ANSWER = 64 << 20;

    private final SocketChannel channel;
    private final byte[] buffer = new byte[8_192];
    private int start;
    private int end;
    private boolean kept = true;

    Connection() throws IOException {
        channel = SocketChannel.open();
    }

    void open(URI endpoint, Duration patience) throws IOException {
        int port = endpoint.getPort() == -1 ? 80 : endpoint.getPort();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket()
                .connect(new InetSocketAddress(endpoint.getHost(), port), (int) Math.max(1, patience.toMillis()));
    }

    /** Head and body leave in one write, so that they need not wait for one another. */
    Answer exchange(URI endpoint, String host, Map<String, String> headers, byte[] body) throws IOException {
        var head = new StringBuilder(1_024);
        String path = endpoint.getRawPath();
        head.append("POST ").append(path == null || path.isEmpty() ? "/" : path);
        if (endpoint.getRawQuery() != null) head.append('?').append(endpoint.getRawQuery());
        head.append(" HTTP/1.1\r\nHost: ");
        head.append(host).append("\r\nContent-Length: ").append(body.length).append("\r\n");
        headers.forEach((name, value) -> {
            if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("the header " + name + " would have a line break");
            }
            head.append(name).append(": ").append(value).append("\r\n");
        });
        head.append("\r\n");
        byte[] bytes = head.toString().getBytes(ISO_8859_1);
        byte[] request = Arrays.copyOf(bytes, bytes.length + body.length);
        System.arraycopy(body, 0, request, bytes.length, body.length);
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) channel.write(out);
        return answer();
    }

    /** Whether the server has not closed it while it was idle; a request that is never written is never in doubt. */
    boolean isAlive() throws IOException {
        channel.configureBlocking(false);
        boolean silent = channel.read(ByteBuffer.allocate(1)) == 0;
        channel.configureBlocking(true);
        return silent;
    }

    /** Whether another exchange may follow. */
    boolean isKept() {
        return kept && start == end;
    }

    private Answer answer() throws IOException {
        while (true) {
            String status = line();
            if (!status.startsWith("HTTP/1.") || status.length() < 12) throw new IOException("no HTTP: " + status);
            int code = Integer.parseInt(status, 9, 12, 10);
            Map<String, String> headers = headers();
            if (code / 100 == 1) continue;
            boolean closes = "close".equalsIgnoreCase(headers.get("connection")) || status.startsWith("HTTP/1.0");
            if (closes) kept = false;
            return new Answer(code, headers, body(headers));
        }
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (int count = 0; count < MOST_HEADERS; count++) {
            String line = line();
            if (line.isEmpty()) return headers;
            int colon = line.indexOf(':');
            if (colon <= 0) throw new IOException("no header: " + line);
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        throw new IOException("more than " + MOST_HEADERS + " headers");
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String length = headers.get("content-length");
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) return chunks();
        if (length != null) return bytes(size(length, 10));
        kept = false;
        return rest();
    }

    private byte[] chunks() throws IOException {
        byte[] body = {};
        while (true) {
            String line = line();
            int extension = line.indexOf(';');
            int size = size((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (size == 0) break;
            int before = body.length;
            if (before + size > LARGEST_ANSWER) throw new IOException("an answer larger than " + LARGEST_ANSWER);
            byte[] chunk = bytes(size);
            body = Arrays.copyOf(body, before + size);
            System.arraycopy(chunk, 0, body, before, size);
            if (!line().isEmpty()) throw new IOException("a chunk without an end");
        }
        headers(); // trailers
        return body;
    }

    private static int size(String text, int radix) throws IOException {
        try {
            int size = Integer.parseInt(text, radix);
            if (size >= 0 && size <= LARGEST_ANSWER) return size;
        } catch (NumberFormatException e) {
            throw new IOException("no length: " + text, e);
        }
        throw new IOException("an answer of " + text + " bytes");
    }

    private byte[] rest() throws IOException {
        byte[] buffered = Arrays.copyOfRange(buffer, start, end);
        var all = new ByteArrayOutputStream();
        all.write(buffered);
        start = end;
        while (all.size() <= LARGEST_ANSWER) {
            int read = channel.read(ByteBuffer.wrap(buffer));
            if (read < 0) return all.toByteArray();
            all.write(buffer, 0, read);
        }
        throw new IOException("an answer larger than " + LARGEST_ANSWER);
    }

    private byte[] bytes(int size) throws IOException {
        byte[] bytes = new byte[size];
        int have = Math.min(size, end - start);
        System.arraycopy(buffer, start, bytes, 0, have);
        start += have;
        ByteBuffer in = ByteBuffer.wrap(bytes, have, size - have);
        while (in.hasRemaining()) {
            if (channel.read(in) < 0) throw new EOFException("the answer ends early");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        while (true) {
            if (start == end) fill();
            int stop = start;
            while (stop < end && buffer[stop] != '\n') stop++;
            line.append(new String(buffer, start, stop - start, ISO_8859_1));
            boolean whole = stop < end;
            start = whole ? stop + 1 : stop;
            if (line.length() > LONGEST_LINE) throw new IOException("a line longer than " + LONGEST_LINE);
            if (!whole) continue;
            int length = line.length();
            return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
        }
    }

    private void fill() throws IOException {
        int read = channel.read(ByteBuffer.wrap(buffer));
        if (read < 0) throw new EOFException("the server closed the connection");
        start = 0;
        end = read;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            kept = false; // it is closed for us all the same
        }
    }
}
