package dev.sluice.broker.suite;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** The Query protocol: forms out, XML back. */
final class QuerySqs implements Sqs.Kind {
    private final RawHttp http;

    QuerySqs(URI endpoint) {
        http = new RawHttp(endpoint, HttpClient.newHttpClient());
    }

    @Override
    public Sqs open(String accessKey, String region) {
        return (action, request) -> {
            HttpRequest.Builder builder = http.request("/", accessKey, region)
                    .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                    .POST(BodyPublishers.ofString(QueryForm.of(action, request)));
            return read(action, http.send(builder));
        };
    }

    static Members read(String action, HttpResponse<String> response) {
        if (response.statusCode() != 200) throw fault(response);
        return QueryAnswer.read(action, response.body());
    }

    static SqsFault fault(HttpResponse<String> response) {
        Members error = QueryAnswer.readError(response.body());
        return new SqsFault(
                error.text("Code"), null, response.statusCode(), error.text("Type"), error.text("Message"), null);
    }

    @Override
    public void close() {}
}
