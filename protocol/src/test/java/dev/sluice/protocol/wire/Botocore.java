package dev.sluice.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What AWS's SDK for Python makes of our bytes, and what it would send: {@code sns_botocore.py}, asked line by line. */
final class Botocore implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;

    Botocore() throws IOException {
        process = new ProcessBuilder("python3", "src/test/resources/sns_botocore.py")
                .redirectError(Redirect.INHERIT)
                .start();
        to = process.outputWriter(UTF_8);
        from = process.inputReader(UTF_8);
    }

    static boolean isInstalled() {
        try {
            return new ProcessBuilder("python3", "-c", "import botocore")
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** @param params a JSON object */
    String form(String operation, String params) throws IOException {
        return String.valueOf(ask("{\"operation\":" + quoted(operation) + ",\"params\":" + params + "}")
                .get("form"));
    }

    /** The result as JSON. */
    String result(String operation, String xml) throws IOException {
        String answer = line("{\"operation\":" + quoted(operation) + ",\"xml\":" + quoted(xml) + "}");
        return answer.substring("{\"result\": ".length(), answer.length() - 1);
    }

    Map<String, @Nullable String> error(String xml) throws IOException {
        return ask("{\"error\":" + quoted(xml) + "}");
    }

    @Override
    public void close() throws IOException {
        to.close();
        from.close();
        process.destroy();
    }

    private Map<String, @Nullable String> ask(String request) throws IOException {
        var members = new HashMap<String, @Nullable String>();
        try (JsonParser parser = JSON.createParser(line(request))) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                members.put(name, parser.nextToken() == JsonToken.VALUE_NULL ? null : parser.getText());
            }
        }
        return members;
    }

    private String line(String request) throws IOException {
        to.write(request);
        to.newLine();
        to.flush();
        String answer = from.readLine();
        if (answer == null) throw new AssertionError("botocore failed on " + request);
        return answer;
    }

    private static String quoted(String text) throws IOException {
        var out = new StringWriter();
        try (var generator = JSON.createGenerator(out)) {
            generator.writeString(text);
        }
        return out.toString();
    }
}
