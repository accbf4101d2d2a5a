package dev.sluice.broker.suite;

import dev.sluice.broker.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** The hints of a broker's management port, as a client that has nothing but HTTP sees them. */
record ScalingPort(RawHttp http) {

    static ScalingPort of(LocalBroker broker) {
        return new ScalingPort(new RawHttp(broker.management(), HttpClient.newHttpClient()));
    }

    HttpResponse<String> get(String below) {
        return http.send(request(below));
    }

    HttpResponse<String> send(String method, String below, String body, String... headers) {
        HttpRequest.Builder request = request(below).method(method, BodyPublishers.ofString(body));
        return http.send(headers.length == 0 ? request : request.headers(headers));
    }

    String metrics() {
        return http.send(HttpRequest.newBuilder(http.endpoint().resolve("/metrics")))
                .body();
    }

    private HttpRequest.Builder request(String below) {
        return HttpRequest.newBuilder(uri(below));
    }

    URI uri(String below) {
        return http.endpoint().resolve("/scaling/v1/" + below);
    }

    JsonObject document(String below) {
        return tree(get(below));
    }

    static JsonObject tree(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) throw new AssertionError(answer.statusCode() + " " + answer.body());
        return JsonObject.parse(answer.body());
    }
}
