package dev.sluice.broker.suite;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;

/** One connection, and little between the test and the socket. Belongs to one thread at a time. */
public final class WireConnection implements Closeable {
    private static final int READ_TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public WireConnection(URI endpoint) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    /** What a Host header names. */
    String host() {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
    }

    /** A call in the JSON protocol, of the default account and region. */
    public Members call(String action, Members request) throws IOException {
        send(jsonRequest(action, Json.write(request)));
        return readAnswer().members();
    }

    /** The same with one more header, a line without its end. */
    public Members call(String action, Members request, String header) throws IOException {
        String plain = jsonRequest(action, Json.write(request));
        send(plain.replaceFirst("\r\n", Matcher.quoteReplacement("\r\n" + header + "\r\n")));
        return readAnswer().members();
    }

    /** @param body UTF-8 on the wire */
    public static String jsonRequest(String action, String body) {
        return """
                POST / HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/x-amz-json-1.0\r
                X-Amz-Target: AmazonSQS.%s\r
                Content-Length: %d\r
                \r
                %s""".formatted(action, body.getBytes(StandardCharsets.UTF_8).length, body);
    }

    /** Writes these characters, nothing else, as UTF-8. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public WireAnswer readAnswer() throws IOException {
        return WireAnswer.read(in);
    }

    /** True when the broker has closed this connection, which is waited for; false when it has sent something instead. */
    public boolean isClosedByPeer() throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first == -1;
    }

    /** False when something comes, or the end, within that time. */
    boolean isSilentFor(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        in.mark(1);
        try {
            in.read();
            in.reset();
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        } finally {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        }
    }

    /** Closes by a reset, as a client that was killed does. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
