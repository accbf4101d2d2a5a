package dev.sluice.broker.cli;

import dev.sluice.broker.json.JsonObject;
import dev.sluice.protocol.sns.GetTopicAttributesRequest;
import dev.sluice.protocol.sns.ListTagsForResourceRequest;
import dev.sluice.protocol.sns.ListTopicsRequest;
import dev.sluice.protocol.sns.ListTopicsResponse;
import dev.sluice.protocol.sns.ListedTopic;
import dev.sluice.protocol.sns.Tag;
import dev.sluice.protocol.wire.SnsOperations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A topic of the broker, as its commands see it. */
final class Topic {
    private static final int NOT_FOUND = 404;

    private final Remote remote;
    private final String arn;

    private Topic(Remote remote, String arn) {
        this.remote = remote;
        this.arn = arn;
    }

    /** @param spelling its name or ARN. A name is looked for in the list: SNS has no question for it */
    static Topic find(Remote remote, String spelling) {
        if (spelling.startsWith("arn:")) return new Topic(remote, spelling);
        String token = null;
        do {
            ListTopicsResponse page = remote.sns(SnsOperations.LIST_TOPICS, new ListTopicsRequest(token));
            for (ListedTopic listed : page.topics()) {
                if (listed.topicArn().endsWith(':' + spelling)) return new Topic(remote, listed.topicArn());
            }
            token = page.nextToken();
        } while (token != null);
        throw RemoteFault.refused(NOT_FOUND, "NotFound", "there is no topic " + spelling);
    }

    String arn() {
        return arn;
    }

    String name() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    Map<String, String> attributes() {
        return remote.sns(SnsOperations.GET_TOPIC_ATTRIBUTES, new GetTopicAttributesRequest(arn))
                .attributes();
    }

    Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        for (Tag tag : remote.sns(SnsOperations.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceRequest(arn))
                .tags()) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }

    /** With what became of messages since the broker was started, which SNS does not tell. */
    List<JsonObject> subscriptions() {
        String[] parts = arn.split(":", -1);
        if (parts.length != 6) throw RemoteFault.refused(NOT_FOUND, "NotFound", "there is no topic " + arn);
        String path = String.join("/", "/admin/v1/topics", parts[4], parts[3], Remote.encoded(parts[5]));
        return remote.admin(path).objectsOrEmpty("subscriptions");
    }
}
