package dev.sluice.broker.cli;

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
        return new Queue(remote, JsonTree.text(remote.sqs("GetQueueUrl", Map.of("QueueName", name)), "QueueUrl"));
    }

    String url() {
        return url;
    }

    String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    Map<String, Object> attributes() {
        return JsonTree.object(call("GetQueueAttributes", Map.of("AttributeNames", List.of("All"))), "Attributes");
    }

    Map<String, Object> tags() {
        return JsonTree.object(call("ListQueueTags", Map.of()), "Tags");
    }

    Map<String, Object> call(String action, Map<String, ?> members) {
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
    List<Map<String, Object>> look(String query, int most) {
        String arn = JsonTree.text(attributes(), "QueueArn");
        String[] parts = arn.split(":", -1);
        String path = "/admin/v1/queues/" + parts[4] + "/" + parts[3] + "/" + Remote.encoded(parts[5]) + "/messages";
        var found = new ArrayList<Map<String, Object>>();
        String cursor = "";
        do {
            String limit = "?limit=" + Math.min(1_000, most - found.size());
            String from = cursor.isEmpty() ? "" : "&cursor=" + Remote.encoded(cursor);
            Map<String, Object> page = remote.admin(path + limit + query + from);
            found.addAll(JsonTree.objects(page, "messages"));
            cursor = JsonTree.text(page, "cursor");
        } while (!cursor.isEmpty() && found.size() < most);
        return found;
    }

    /** The host of the URL is how we reached the broker, which tells a reader nothing. */
    String path() {
        return URI.create(url).getPath();
    }
}
