package dev.sluice.bench.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Requests about topics as the SDKs word them: SNS speaks Query only, a form in the body of a POST. */
public final class TopicRequests {
    private final ServerAddress server;

    public TopicRequests(ServerAddress server) {
        this.server = server;
    }

    public byte[] createTopic(String name) {
        return whole("CreateTopic", Map.of("Name", name));
    }

    public byte[] deleteTopic(String topicArn) {
        return whole("DeleteTopic", Map.of("TopicArn", topicArn));
    }

    /** @param attributes of the subscription, by name */
    public byte[] subscribeQueue(String topicArn, String queueArn, Map<String, String> attributes) {
        var members = new TreeMap<>(Map.of("TopicArn", topicArn, "Protocol", "sqs", "Endpoint", queueArn));
        int number = 0;
        for (var attribute : new TreeMap<>(attributes).entrySet()) {
            String entry = "Attributes.entry." + ++number;
            members.put(entry + ".key", attribute.getKey());
            members.put(entry + ".value", attribute.getValue());
        }
        return whole("Subscribe", members);
    }

    /** Everything before the form. */
    byte[] head() {
        return Requests.head(
                server,
                "sns",
                "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
                "content-type;host;x-amz-date");
    }

    static String form(String action, Map<String, String> members) {
        var form = new StringBuilder("Action=" + action + "&Version=2010-03-31");
        new TreeMap<>(members)
                .forEach((name, value) -> form.append('&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form.toString();
    }

    private byte[] whole(String action, Map<String, String> members) {
        var request = new RequestBuffer();
        byte[] head = head();
        request.put(head).put(form(action, members));
        Requests.finish(request, head.length);
        return Arrays.copyOf(request.bytes(), request.length());
    }
}
