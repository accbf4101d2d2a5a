package dev.sluice.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.json.JsonObject;
import dev.sluice.broker.json.JsonText;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorAnswer;
import dev.sluice.protocol.sign.RequestSigner;
import dev.sluice.protocol.wire.Operation;
import dev.sluice.protocol.wire.QueryCodec;
import dev.sluice.protocol.wire.Service;
import dev.sluice.protocol.wire.WireBytes;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The broker that a command is about, how to reach it, and how to show what it says. */
final class Remote {
    private static final QueryCodec SNS = new QueryCodec(Service.SNS);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    enum Format {
        TABLE,
        JSON,
        NAME
    }

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description =
                    "the broker's port of SQS and SNS; else SLUICE_ENDPOINT, AWS_ENDPOINT_URL, or http://127.0.0.1:9324")
    @Nullable
    String endpoint;

    @Option(
            names = "--management",
            paramLabel = "URL",
            description = "its management port; else SLUICE_MANAGEMENT, or http://127.0.0.1:9325")
    @Nullable
    String management;

    @Option(names = "--region", paramLabel = "NAME", description = "else AWS_REGION, AWS_DEFAULT_REGION, or us-east-1")
    @Nullable
    String region;

    @Option(names = "--account", paramLabel = "DIGITS", description = "twelve digits; else that of AWS_ACCESS_KEY_ID")
    @Nullable
    String account;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "table, json or name; default table")
    Format format = Format.TABLE;

    private final Map<String, String> environment;
    final PrintStream out;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    Remote(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** Calls an action of SQS. @throws RemoteFault when it is refused, or nobody answers */
    JsonObject sqs(String action, Map<String, ?> request) {
        return sqs(region(), action, request);
    }

    /** As {@link #sqs(String, Map)}, in a region that need not be the caller's. */
    JsonObject sqs(String in, String action, Map<String, ?> request) {
        byte[] body = JsonText.of(request).getBytes(UTF_8);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/x-amz-json-1.0");
        headers.put("X-Amz-Target", "AmazonSQS." + action);
        HttpResponse<byte[]> answer = post("sqs", in, headers, body);
        JsonObject said = answer.body().length == 0 ? JsonObject.EMPTY : object(answer.body());
        if (answer.statusCode() == 200) return said;
        String type = said.textOrEmpty("__type");
        throw RemoteFault.refused(
                answer.statusCode(), type.substring(type.indexOf('#') + 1), said.textOrEmpty("message"));
    }

    /** Calls an action of SNS, which speaks no JSON. @throws RemoteFault when it is refused, or nobody answers */
    <I, O> O sns(Operation<I, O> action, I request) {
        var form = new WireBytes();
        SNS.encodeRequest(action, request, form);
        byte[] body = Arrays.copyOf(form.array(), form.length());
        var headers = new LinkedHashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
        HttpResponse<byte[]> answer = post("sns", region(), headers, body);
        if (answer.statusCode() == 200) {
            try {
                return SNS.decodeResponse(action, answer.body());
            } catch (ApiException e) {
                throw RemoteFault.unreachable("what answers is no Sluice: " + e.text());
            }
        }
        ErrorAnswer fault = SNS.decodeError(answer.body());
        String code = fault.shape() == null ? "" : fault.shape();
        String text = fault.message() == null ? "HTTP " + answer.statusCode() : fault.message();
        throw RemoteFault.refused(answer.statusCode(), code, text);
    }

    private HttpResponse<byte[]> post(String service, String in, Map<String, String> headers, byte[] body) {
        URI at = address(endpoint, "http://127.0.0.1:9324", "SLUICE_ENDPOINT", "AWS_ENDPOINT_URL");
        String host = at.getHost() + (at.getPort() == -1 ? "" : ":" + at.getPort());
        var post = HttpRequest.newBuilder(at.resolve("/")).timeout(PATIENCE).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(post::header);
        signer(service, in).headers(host, "/", headers, body, Instant.now()).forEach(post::header);
        return answer(post.build());
    }

    /** Asks the management port. @throws RemoteFault when it is refused, or nobody answers */
    JsonObject admin(String path) {
        URI at = address(management, "http://127.0.0.1:9325", "SLUICE_MANAGEMENT");
        return object(new ManagementClient(at).get(path).getBytes(UTF_8));
    }

    /**
     * A listing of the management port, all pages of it.
     *
     * @param name the member that has the items of a page
     */
    List<JsonObject> pages(String path, String name, String prefix) {
        var found = new ArrayList<JsonObject>();
        String cursor = "";
        do {
            String from = cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor);
            JsonObject page = admin(path + "?limit=1000&prefix=" + encoded(prefix) + from);
            found.addAll(page.objectsOrEmpty(name));
            cursor = page.textOrEmpty("cursor");
        } while (!cursor.isEmpty());
        return found;
    }

    /**
     * Prints a listing in the form that was asked for.
     *
     * @param name the member that tells one from another
     * @param table with no rows yet
     */
    void show(List<JsonObject> found, String name, Table table, Function<JsonObject, Object[]> row) {
        switch (format) {
            case JSON -> out.println(JsonText.pretty(found));
            case NAME -> found.forEach(each -> out.println(each.textOrEmpty(name)));
            case TABLE -> {
                found.forEach(each -> table.row(row.apply(each)));
                table.print(out);
            }
        }
    }

    /**
     * Prints what one thing is like, in the form that was asked for.
     *
     * @param member how JSON calls what tells it from all others
     */
    void show(String member, String identity, String name, Map<String, ?> attributes, Map<String, ?> tags) {
        switch (format) {
            case JSON -> out.println(JsonText.pretty(Map.of(member, identity, "attributes", attributes, "tags", tags)));
            case NAME -> out.println(name);
            case TABLE -> {
                var table = new Table("ATTRIBUTE", "VALUE");
                attributes.forEach(table::row);
                tags.forEach((key, value) -> table.row("tag " + key, value));
                table.print(out);
            }
        }
    }

    /** Prints an answer whole, or the one line of it that people want. */
    void show(Object answer, String line) {
        out.println(format == Format.JSON ? JsonText.pretty(answer) : line);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private HttpResponse<byte[]> answer(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            throw RemoteFault.unreachable("no answer from " + request.uri().getAuthority() + ": " + why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RemoteFault.unreachable("interrupted");
        }
    }

    private static JsonObject object(byte[] answer) {
        try {
            return JsonObject.parse(answer);
        } catch (IllegalArgumentException notJson) {
            throw RemoteFault.unreachable("what answers is no Sluice: its answer is no JSON object");
        }
    }

    private RequestSigner signer(String service, String in) {
        String key = account != null ? account : setting("test", "AWS_ACCESS_KEY_ID");
        String secret = setting("test", "AWS_SECRET_ACCESS_KEY");
        String token = environment.get("AWS_SESSION_TOKEN");
        return new RequestSigner(key, secret, token, in, service);
    }

    String region() {
        return region != null ? region : setting("us-east-1", "AWS_REGION", "AWS_DEFAULT_REGION");
    }

    /** Of several with commas between them, as clients take them from the environment, the first. */
    private URI address(@Nullable String given, String otherwise, String... variables) {
        String addresses = given != null ? given : setting(otherwise, variables);
        int comma = addresses.indexOf(',');
        String first = (comma < 0 ? addresses : addresses.substring(0, comma)).strip();
        if (!first.matches("https?://[^/?#\\s]+/?")) {
            throw new RemoteFault(ExitCodes.WRONG_USAGE, "an address is http://HOST:PORT, not " + addresses);
        }
        return URI.create(first);
    }

    private String setting(String otherwise, String... names) {
        for (String name : names) {
            String value = environment.get(name);
            if (value != null && !value.isBlank()) return value;
        }
        return otherwise;
    }
}
