package dev.sluice.broker.suite;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** AWS JSON 1.0, written and read by hand, so that nothing between the test and the wire forgives. */
final class JsonSqs implements Sqs.Kind {
    private final RawHttp http;

    JsonSqs(URI endpoint) {
        http = new RawHttp(endpoint, HttpClient.newHttpClient());
    }

    @Override
    public Sqs open(String accessKey, String region) {
        return (action, request) -> {
            HttpRequest.Builder builder = http.request("/", accessKey, region)
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .header("X-Amz-Target", "AmazonSQS." + action)
                    .POST(BodyPublishers.ofString(Json.write(request)));
            return read(http.send(builder));
        };
    }

    static Members read(HttpResponse<String> response) {
        if (response.statusCode() != 200) throw fault(response);
        return response.body().isEmpty() ? Members.of() : Json.read(response.body());
    }

    static SqsFault fault(HttpResponse<String> response) {
        Members error = Json.read(response.body());
        String[] queryError = RawHttp.header(response, "x-amzn-query-error").split(";", -1);
        if (queryError.length != 2) throw new AssertionError("x-amzn-query-error of " + response);
        String type = error.text("__type");
        return new SqsFault(
                queryError[0],
                type.substring(type.indexOf('#') + 1),
                response.statusCode(),
                queryError[1],
                error.text("message"),
                null);
    }

    @Override
    public void close() {}
}
