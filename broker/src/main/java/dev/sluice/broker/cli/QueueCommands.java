package dev.sluice.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice queue}. */
@Command(name = "queue", description = "queues: what they are, what is in them", synopsisSubcommandLabel = "COMMAND")
final class QueueCommands {
    private static final String QUEUE = "QUEUE";
    private static final String QUEUE_TEXT = "its name, URL or ARN";

    private final InputStream in;

    QueueCommands(InputStream in) {
        this.in = in;
    }

    @Command(name = "ls", description = "list the queues of all accounts and regions with their messages")
    int list(
            @Mixin Remote remote,
            @Option(names = "--prefix", paramLabel = "TEXT", description = "of their names", defaultValue = "")
                    String prefix) {
        List<JsonObject> queues = remote.pages("/admin/v1/queues", "queues", prefix);
        var table = new Table("NAME", "REGION", "ACCOUNT", "AVAILABLE", "IN FLIGHT", "DELAYED", "OLDEST s", "BYTES");
        remote.show(queues, "name", table, queue -> {
            JsonObject messages = queue.objectOrEmpty("messages");
            return new Object[] {
                queue.textOrEmpty("name"),
                queue.textOrEmpty("region"),
                queue.textOrEmpty("account"),
                messages.textOrEmpty("available"),
                messages.textOrEmpty("inFlight"),
                messages.textOrEmpty("delayed"),
                queue.textOrEmpty("oldestAgeSeconds"),
                queue.textOrEmpty("bytes")
            };
        });
        return ExitCodes.DONE;
    }

    @Command(name = "show", description = "show a queue's attributes and tags")
    int show(@Mixin Remote remote, @Parameters(paramLabel = QUEUE, description = QUEUE_TEXT) String name) {
        var queue = Queue.find(remote, name);
        remote.show(
                "queueUrl",
                queue.url(),
                queue.name(),
                queue.attributes().members(),
                queue.tags().members());
        return ExitCodes.DONE;
    }

    @Command(name = "create", description = "create a queue, or do nothing when it is there with these attributes")
    int create(
            @Mixin Remote remote,
            @Parameters(paramLabel = QUEUE, description = "its name; a FIFO queue's ends in .fifo") String name,
            @Option(
                            names = {"-a", "--attribute"},
                            paramLabel = "NAME=VALUE",
                            description = "such as VisibilityTimeout=60; may be repeated")
                    @Nullable
                    Map<String, String> attributes,
            @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "may be repeated") @Nullable
                    Map<String, String> tags) {
        var given = new LinkedHashMap<String, String>();
        if (name.endsWith(".fifo")) given.put("FifoQueue", "true");
        if (attributes != null) given.putAll(attributes);
        var request = new LinkedHashMap<String, Object>(Map.of("QueueName", name, "Attributes", given));
        if (tags != null) request.put("tags", tags);
        JsonObject created = remote.sqs("CreateQueue", request);
        remote.show(created, remote.format == Remote.Format.NAME ? name : created.textOrEmpty("QueueUrl"));
        return ExitCodes.DONE;
    }

    @Command(name = "delete", description = "delete a queue and its messages")
    int delete(
            @Mixin Remote remote,
            @Mixin Consent consent,
            @Parameters(paramLabel = QUEUE, description = QUEUE_TEXT) String name) {
        var queue = Queue.find(remote, name);
        if (!consent.to("delete " + queue.name() + " and its messages", in, remote.out)) return ExitCodes.FAILED;
        queue.call("DeleteQueue", Map.of());
        return ExitCodes.DONE;
    }

    @Command(name = "purge", description = "delete a queue's messages")
    int purge(
            @Mixin Remote remote,
            @Mixin Consent consent,
            @Parameters(paramLabel = QUEUE, description = QUEUE_TEXT) String name) {
        var queue = Queue.find(remote, name);
        if (!consent.to("delete all messages of " + queue.name(), in, remote.out)) return ExitCodes.FAILED;
        queue.call("PurgeQueue", Map.of());
        return ExitCodes.DONE;
    }

    @Command(name = "send", description = "send a message")
    int send(
            @Mixin Remote remote,
            @Parameters(paramLabel = QUEUE, description = QUEUE_TEXT) String name,
            @Parameters(paramLabel = "BODY", description = "- reads it from standard input") String body,
            @Option(names = "--group", paramLabel = "ID", description = "message group; FIFO queues need one") @Nullable
                    String group,
            @Option(names = "--deduplication-id", paramLabel = "ID", description = "for FIFO queues") @Nullable
                    String deduplicationId,
            @Option(names = "--delay", paramLabel = "SECONDS", description = "0 to 900") @Nullable Integer delay,
            @Option(
                            names = {"-a", "--attribute"},
                            paramLabel = "NAME=TEXT",
                            description = "message attribute; may be repeated")
                    @Nullable
                    Map<String, String> attributes)
            throws IOException {
        var request = new LinkedHashMap<String, Object>();
        request.put("MessageBody", body.equals("-") ? new String(in.readAllBytes(), UTF_8) : body);
        if (group != null) request.put("MessageGroupId", group);
        if (deduplicationId != null) request.put("MessageDeduplicationId", deduplicationId);
        if (delay != null) request.put("DelaySeconds", delay);
        if (attributes != null) {
            var typed = new LinkedHashMap<String, Object>();
            attributes.forEach((key, value) -> typed.put(key, Map.of("DataType", "String", "StringValue", value)));
            request.put("MessageAttributes", typed);
        }
        JsonObject sent = Queue.find(remote, name).call("SendMessage", request);
        remote.show(sent, sent.textOrEmpty("MessageId"));
        return ExitCodes.DONE;
    }

    @Command(name = "peek", description = "show messages without receiving them")
    int peek(
            @Mixin Remote remote,
            @Parameters(paramLabel = QUEUE, description = QUEUE_TEXT) String name,
            @Option(
                            names = "-n",
                            paramLabel = "N",
                            description = "how many at most; default ${DEFAULT-VALUE}",
                            defaultValue = "10")
                    int most,
            @Option(names = "--state", paramLabel = "STATE", description = "available, in_flight or delayed") @Nullable
                    String state,
            @Option(names = "--group", paramLabel = "ID", description = "of this message group") @Nullable String group,
            @Option(names = "--body", paramLabel = "TEXT", description = "with this text in the body") @Nullable
                    String text) {
        var query = new StringBuilder();
        if (state != null) query.append("&state=").append(Remote.encoded(state));
        if (group != null) query.append("&group=").append(Remote.encoded(group));
        if (text != null) query.append("&body=").append(Remote.encoded(text));
        List<JsonObject> messages = Queue.find(remote, name).look(query.toString(), most);
        var table = new Table("ID", "STATE", "SENT", "RECEIVES", "GROUP", "BODY");
        remote.show(messages, "id", table, message -> new Object[] {
            message.textOrEmpty("id"),
            message.textOrEmpty("state"),
            message.textOrEmpty("sentAt"),
            message.textOrEmpty("receiveCount"),
            message.textOrEmpty("groupId"),
            shortened(message.textOrEmpty("body"))
        });
        return ExitCodes.DONE;
    }

    private static String shortened(String body) {
        return body.length() <= 60 ? body : body.substring(0, 59) + "…";
    }

    @Command(name = "tail", description = "show messages as they arrive, without receiving them, until interrupted")
    int tail(
            @Mixin Remote remote,
            @Parameters(paramLabel = QUEUE, description = QUEUE_TEXT) String name,
            @Option(names = "-n", paramLabel = "N", description = "end after so many") @Nullable Integer most)
            throws InterruptedException {
        return new Tail(remote, Queue.find(remote, name)).run(most == null ? Integer.MAX_VALUE : most);
    }
}
