package dev.sluice.broker.cli;

import dev.sluice.broker.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A queue of the broker, as its commands see it. */
final class Queue {
    private final Remote remote;
    private final String url;

    private Queue(Remote remote, String url) {
        this.remote = remote;
        this.url = url;
    }

    /** @param spelling its name, URL or ARN */
    static Queue find(Remote remote, String spelling) {
        String name = spelling.substring(Math.max(spelling.lastIndexOf('/'), spelling.lastIndexOf(':')) + 1);
        return new Queue(
                remote, remote.sqs("GetQueueUrl", Map.of("QueueName", name)).textOrEmpty("QueueUrl"));
    }

    String url() {
        return url;
    }

    String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    JsonObject attributes() {
        return call("GetQueueAttributes", Map.of("AttributeNames", List.of("All")))
                .objectOrEmpty("Attributes");
    }

    JsonObject tags() {
        return call("ListQueueTags", Map.of()).objectOrEmpty("Tags");
    }

    JsonObject call(String action, Map<String, ?> members) {
        var request = new LinkedHashMap<String, Object>(members);
        request.put("QueueUrl", url);
        return remote.sqs(action, request);
    }

    /**
     * Messages without receiving them.
     *
     * @param query further parameters of the management port, each after an ampersand
     * @param most of them
     */
    List<JsonObject> look(String query, int most) {
        String arn = attributes().textOrEmpty("QueueArn");
        String[] parts = arn.split(":", -1);
        String path = "/admin/v1/queues/" + parts[4] + "/" + parts[3] + "/" + Remote.encoded(parts[5]) + "/messages";
        var found = new ArrayList<JsonObject>();
        String cursor = "";
        do {
            String limit = "?limit=" + Math.min(1_000, most - found.size());
            String from = cursor.isEmpty() ? "" : "&cursor=" + Remote.encoded(cursor);
            JsonObject page = remote.admin(path + limit + query + from);
            found.addAll(page.objectsOrEmpty("messages"));
            cursor = page.textOrEmpty("cursor");
        } while (!cursor.isEmpty() && found.size() < most);
        return found;
    }

    /** The host of the URL is how we reached the broker, which tells a reader nothing. */
    String path() {
        return URI.create(url).getPath();
    }
}
