package dev.sluice.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.json.JsonObject;
import dev.sluice.protocol.sns.CreateTopicRequest;
import dev.sluice.protocol.sns.DeleteTopicRequest;
import dev.sluice.protocol.sns.MessageAttributeValue;
import dev.sluice.protocol.sns.PublishRequest;
import dev.sluice.protocol.sns.PublishResponse;
import dev.sluice.protocol.sns.SubscribeRequest;
import dev.sluice.protocol.sns.Tag;
import dev.sluice.protocol.sns.UnsubscribeRequest;
import dev.sluice.protocol.wire.SnsOperations;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice topic}. */
@Command(name = "topic", description = "topics: what they are, who is subscribed", synopsisSubcommandLabel = "COMMAND")
final class TopicCommands {
    private static final String TOPIC = "TOPIC";
    private static final String TOPIC_TEXT = "its name or ARN";

    private final InputStream in;

    TopicCommands(InputStream in) {
        this.in = in;
    }

    @Command(name = "ls", description = "list the topics of all accounts and regions")
    int list(
            @Mixin Remote remote,
            @Option(names = "--prefix", paramLabel = "TEXT", description = "of their names", defaultValue = "")
                    String prefix) {
        List<JsonObject> topics = remote.pages("/admin/v1/topics", "topics", prefix);
        var table = new Table("NAME", "REGION", "ACCOUNT", "SUBSCRIPTIONS", "PENDING", "PUBLISHED");
        remote.show(topics, "name", table, topic -> {
            JsonObject subscriptions = topic.objectOrEmpty("subscriptionCounts");
            return new Object[] {
                topic.textOrEmpty("name"),
                topic.textOrEmpty("region"),
                topic.textOrEmpty("account"),
                subscriptions.textOrEmpty("confirmed"),
                subscriptions.textOrEmpty("pending"),
                topic.textOrEmpty("published")
            };
        });
        return ExitCodes.DONE;
    }

    @Command(name = "show", description = "show a topic's attributes and tags")
    int show(@Mixin Remote remote, @Parameters(paramLabel = TOPIC, description = TOPIC_TEXT) String name) {
        var topic = Topic.find(remote, name);
        remote.show("topicArn", topic.arn(), topic.name(), topic.attributes(), topic.tags());
        return ExitCodes.DONE;
    }

    @Command(name = "create", description = "create a topic, or do nothing when it is there with these attributes")
    int create(
            @Mixin Remote remote,
            @Parameters(paramLabel = TOPIC, description = "its name; a FIFO topic's ends in .fifo") String name,
            @Option(
                            names = {"-a", "--attribute"},
                            paramLabel = "NAME=VALUE",
                            description = "such as DisplayName=Orders; may be repeated")
                    @Nullable
                    Map<String, String> attributes,
            @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "may be repeated") @Nullable
                    Map<String, String> tags) {
        var given = new LinkedHashMap<String, String>();
        if (name.endsWith(".fifo")) given.put("FifoTopic", "true");
        if (attributes != null) given.putAll(attributes);
        var tagged = new ArrayList<Tag>();
        if (tags != null) tags.forEach((key, value) -> tagged.add(new Tag(key, value)));
        String arn = remote.sns(SnsOperations.CREATE_TOPIC, new CreateTopicRequest(name, given, tagged, null))
                .topicArn();
        remote.show(Map.of("TopicArn", arn), arn);
        return ExitCodes.DONE;
    }

    @Command(name = "delete", description = "delete a topic and its subscriptions")
    int delete(
            @Mixin Remote remote,
            @Mixin Consent consent,
            @Parameters(paramLabel = TOPIC, description = TOPIC_TEXT) String name) {
        var topic = Topic.find(remote, name);
        topic.attributes(); // SNS says yes to the deletion of what is not there
        if (!consent.to("delete " + topic.name() + " and its subscriptions", in, remote.out)) return ExitCodes.FAILED;
        remote.sns(SnsOperations.DELETE_TOPIC, new DeleteTopicRequest(topic.arn()));
        return ExitCodes.DONE;
    }

    @Command(name = "publish", description = "publish a message")
    int publish(
            @Mixin Remote remote,
            @Parameters(paramLabel = TOPIC, description = TOPIC_TEXT) String name,
            @Parameters(paramLabel = "BODY", description = "- reads it from standard input") String body,
            @Option(names = "--subject", paramLabel = "TEXT", description = "up to 100 characters") @Nullable
                    String subject,
            @Option(names = "--structured", description = "the body is a JSON object with a text for each protocol")
                    boolean structured,
            @Option(names = "--group", paramLabel = "ID", description = "message group; FIFO topics need one") @Nullable
                    String group,
            @Option(names = "--deduplication-id", paramLabel = "ID", description = "for FIFO topics") @Nullable
                    String deduplicationId,
            @Option(
                            names = {"-a", "--attribute"},
                            paramLabel = "NAME=TEXT",
                            description = "message attribute; may be repeated")
                    @Nullable
                    Map<String, String> attributes)
            throws IOException {
        var typed = new LinkedHashMap<String, MessageAttributeValue>();
        if (attributes != null) {
            attributes.forEach((key, value) -> typed.put(key, new MessageAttributeValue("String", value, null)));
        }
        PublishResponse published = remote.sns(
                SnsOperations.PUBLISH,
                new PublishRequest(
                        Topic.find(remote, name).arn(),
                        null,
                        null,
                        body.equals("-") ? new String(in.readAllBytes(), UTF_8) : body,
                        subject,
                        structured ? "json" : null,
                        typed,
                        deduplicationId,
                        group));
        var said = new LinkedHashMap<String, Object>(Map.of("MessageId", published.messageId()));
        String sequence = published.sequenceNumber();
        if (sequence != null) said.put("SequenceNumber", sequence);
        remote.show(said, published.messageId());
        return ExitCodes.DONE;
    }

    @Command(
            name = "subscribe",
            description = "subscribe an endpoint, or do nothing when it is subscribed with these attributes")
    int subscribe(
            @Mixin Remote remote,
            @Parameters(paramLabel = TOPIC, description = TOPIC_TEXT) String name,
            @Parameters(paramLabel = "ENDPOINT", description = "a queue's name, URL or ARN; or what the protocol needs")
                    String endpoint,
            @Option(
                            names = "--protocol",
                            paramLabel = "PROTOCOL",
                            description = "such as https or email; else ${DEFAULT-VALUE}",
                            defaultValue = "sqs")
                    String protocol,
            @Option(names = "--raw", description = "without SNS's envelope") boolean raw,
            @Option(names = "--filter", paramLabel = "JSON", description = "filter policy") @Nullable String filter,
            @Option(
                            names = {"-a", "--attribute"},
                            paramLabel = "NAME=VALUE",
                            description = "such as FilterPolicyScope=MessageBody; may be repeated")
                    @Nullable
                    Map<String, String> attributes) {
        var given = new LinkedHashMap<String, String>();
        if (raw) given.put("RawMessageDelivery", "true");
        if (filter != null) given.put("FilterPolicy", filter);
        if (attributes != null) given.putAll(attributes);
        boolean queue = protocol.equals("sqs");
        var request = new SubscribeRequest(
                Topic.find(remote, name).arn(),
                protocol,
                queue ? Queue.find(remote, endpoint).arn() : endpoint,
                given,
                true);
        String arn = remote.sns(SnsOperations.SUBSCRIBE, request).subscriptionArn();
        remote.show(Map.of("SubscriptionArn", arn), arn);
        return ExitCodes.DONE;
    }

    @Command(name = "unsubscribe", description = "end a subscription")
    int unsubscribe(
            @Mixin Remote remote,
            @Parameters(paramLabel = "ARN", description = "as subscribe or subs printed it") String subscription) {
        remote.sns(SnsOperations.UNSUBSCRIBE, new UnsubscribeRequest(subscription));
        return ExitCodes.DONE;
    }

    @Command(
            name = "subs",
            description = "list a topic's subscriptions, and what became of its messages since the start of the broker")
    int subscriptions(@Mixin Remote remote, @Parameters(paramLabel = TOPIC, description = TOPIC_TEXT) String name) {
        List<JsonObject> subscriptions = Topic.find(remote, name).subscriptions();
        var table = new Table(
                "PROTOCOL", "ENDPOINT", "CONFIRMED", "DELIVERED", "FILTERED OUT", "DEAD", "LOST", "WAITING", "ARN");
        remote.show(subscriptions, "arn", table, subscription -> new Object[] {
            subscription.textOrEmpty("protocol"),
            subscription.textOrEmpty("endpoint"),
            subscription.textOrEmpty("confirmed").equals("true") ? "yes" : "no",
            subscription.textOrEmpty("delivered"),
            subscription.textOrEmpty("filteredOut"),
            subscription.textOrEmpty("deadLettered"),
            subscription.textOrEmpty("lost"),
            subscription.textOrEmpty("waiting"),
            subscription.textOrEmpty("arn")
        });
        return ExitCodes.DONE;
    }
}
