package dev.sluice.broker.cli;

import dev.sluice.broker.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A queue of the broker, as its commands see it. */
final class Queue {
    private static final Pattern ARN = Pattern.compile("arn:[^:]*:sqs:([^:]+):(\\d{12}):([^:/]+)");
    private static final Pattern URL = Pattern.compile("https?://[^/]+/(\\d{12})/([^/]+)");

    private final Remote remote;
    private final String region;
    private final String url;

    private Queue(Remote remote, String region, String url) {
        this.remote = remote;
        this.region = region;
        this.url = url;
    }

    /** @param spelling its name in the caller's account and region, its URL, or its ARN, which says both itself */
    static Queue find(Remote remote, String spelling) {
        Matcher arn = ARN.matcher(spelling);
        if (arn.matches()) return find(remote, arn.group(1), arn.group(2), arn.group(3));
        Matcher url = URL.matcher(spelling);
        if (url.matches()) return find(remote, remote.region(), url.group(1), url.group(2));
        return find(remote, remote.region(), null, spelling);
    }

    private static Queue find(Remote remote, String region, @Nullable String account, String name) {
        var request = new LinkedHashMap<String, Object>(Map.of("QueueName", name));
        if (account != null) request.put("QueueOwnerAWSAccountId", account);
        return new Queue(
                remote, region, remote.sqs(region, "GetQueueUrl", request).textOrEmpty("QueueUrl"));
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
        return ask(action, request);
    }

    /** Calls an action that names the queue otherwise than by its URL, in the queue's region. */
    JsonObject ask(String action, Map<String, ?> request) {
        return remote.sqs(region, action, request);
    }

    String arn() {
        return attributes().textOrEmpty("QueueArn");
    }

    /**
     * Messages without receiving them.
     *
     * @param query further parameters of the management port, each after an ampersand
     * @param most of them
     */
    List<JsonObject> look(String query, int most) {
        String[] parts = arn().split(":", -1);
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
