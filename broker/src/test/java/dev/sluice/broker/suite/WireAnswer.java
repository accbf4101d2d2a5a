package dev.sluice.broker.suite;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP answer as it came off the socket.
 *
 * @param headers by lower-case name
 */
public record WireAnswer(int status, Map<String, String> headers, String body) {

    /** @throws EOFException when the connection ends before the answer does */
    public static WireAnswer read(InputStream in) throws IOException {
        String[] statusLine = line(in).split(" ", 3);
        if (!statusLine[0].equals("HTTP/1.1")) throw new IOException("not HTTP: " + String.join(" ", statusLine));
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(statusLine[1]);
        byte[] body = new byte[status == 100 ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"))];
        new DataInputStream(in).readFully(body);
        return new WireAnswer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c == -1) throw new EOFException("the connection ended after '" + line + "'");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    /** The members of a good answer. */
    public Members members() {
        if (status != 200) throw fault();
        return body.isEmpty() ? Members.of() : Json.read(body);
    }

    SqsFault fault() {
        String[] queryError = headers.getOrDefault("x-amzn-query-error", "").split(";", -1);
        if (queryError.length != 2) throw new AssertionError("no x-amzn-query-error in " + this);
        Members error = Json.read(body);
        String type = error.text("__type");
        String shape = type.substring(type.indexOf('#') + 1);
        String text = error.text(error.has("message") ? "message" : "Message");
        return new SqsFault(queryError[0], shape, status, queryError[1], text, null);
    }
}
