package dev.sluice.broker.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import dev.sluice.broker.api.DeclaredQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A configuration file of ElasticMQ, read as far as it has a meaning here. What would change where messages go is refused;
 * what concerns ElasticMQ's inside is passed over with a warning.
 */
final class ElasticMqFile {
    private static final String SUFFIX = ".fifo";
    private static final Set<String> READ = new TreeSet<>(
            List.of("auto-create-queues", "aws", "generate-node-address", "node-address", "queues", "rest-sqs"));
    private static final Set<String> QUEUE_KEYS = new TreeSet<>(List.of(
            "contentBasedDeduplication",
            "copyTo",
            "deadLettersQueue",
            "defaultVisibilityTimeout",
            "delay",
            "fifo",
            "moveTo",
            "receiveMessageWait",
            "tags"));

    private final Config config;
    private final OptionReader options;
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private ElasticMqFile(Config config) {
        this.config = config;
        this.options = new OptionReader(config);
    }

    /** @throws InvalidConfiguration when it cannot be read, or asks for something that is not to be had */
    static ElasticMqFile read(Path path) {
        try {
            var file = new ElasticMqFile(ConfigFile.parse(path).resolve());
            file.readServer();
            file.warnOfTheRest();
            return file;
        } catch (ConfigException e) {
            throw new InvalidConfiguration(ConfigFile.oneLine(e));
        }
    }

    /** What it says about ports, addresses and names, as options of ours. */
    List<Assignment> assignments() {
        return assignments;
    }

    /** One line for each part that is passed over. */
    List<String> warnings() {
        return warnings;
    }

    private void readServer() {
        assign("rest-sqs.bind-port", "server.data.port");
        assign("rest-sqs.bind-hostname", "server.data.host");
        assign("aws.region", "identity.default-region");
        assign("aws.accountId", "identity.default-account");
        if (has("node-address.host") && !isTrue("generate-node-address")) readNodeAddress();
        if (has("rest-sqs.enabled") && !isTrue("rest-sqs.enabled")) {
            throw refused("rest-sqs.enabled", "turns SQS off, and that is what this broker speaks");
        }
        if (isTrue("auto-create-queues.enabled")) {
            throw refused(
                    "auto-create-queues.enabled", "asks for queues to be made when they are used, which is not done");
        }
        if (has("rest-sqs.sqs-limits") && !options.text("rest-sqs.sqs-limits").equals("strict")) {
            warn("rest-sqs.sqs-limits", "SQS's limits always hold");
        }
    }

    private void readNodeAddress() {
        if (has("node-address.context-path")
                && !String.valueOf(options.value("node-address.context-path").unwrapped())
                        .isEmpty()) {
            throw refused("node-address.context-path", "puts something between host and account in queue URLs");
        }
        String host = options.text("node-address.host");
        if (host.equals("*")) return; // follow the request, as we do by default
        String protocol = has("node-address.protocol") ? options.text("node-address.protocol") : "http";
        int port = has("node-address.port") ? options.integer("node-address.port", 1, 65_535) : 9324;
        assignments.add(new Assignment(
                "server.public-url",
                protocol + "://" + host + ":" + port,
                "node-address in " + origin("node-address")));
    }

    private void assign(String key, String ours) {
        if (has(key)) assignments.add(new Assignment(ours, options.text(key), key + " in " + origin(key)));
    }

    private void warnOfTheRest() {
        for (String name : new TreeMap<>(config.root()).keySet()) {
            if (!READ.contains(name)) warn(ConfigUtil.joinPath(name), "it has no meaning here");
        }
    }

    /** @throws InvalidConfiguration naming the key that is at fault and where it stands */
    List<DeclaredQueue> queues(QueueDraft.Identity owner) {
        var queues = new ArrayList<DeclaredQueue>();
        for (String name : names("queues")) queues.add(queue(name, owner));
        return queues;
    }

    private DeclaredQueue queue(String name, QueueDraft.Identity owner) {
        String key = ConfigUtil.joinPath("queues", name);
        var draft = new QueueDraft(owner, fullName(name), key, options);
        for (String inner : names(key)) {
            String itsKey = key + "." + ConfigUtil.joinPath(inner);
            if (!QUEUE_KEYS.contains(inner)) throw options.unknown(itsKey, inner, QUEUE_KEYS);
            read(inner, itsKey, draft, isFifo(name));
        }
        return draft.finished();
    }

    private void read(String name, String key, QueueDraft draft, boolean fifo) {
        switch (name) {
            case "defaultVisibilityTimeout" -> seconds("VisibilityTimeout", key, Duration.ofHours(12), draft);
            case "delay" -> seconds("DelaySeconds", key, Duration.ofMinutes(15), draft);
            case "receiveMessageWait" -> seconds("ReceiveMessageWaitTimeSeconds", key, Duration.ofSeconds(20), draft);
            case "contentBasedDeduplication" -> {
                // ElasticMQ's own example has a false in a standard queue.
                if (fifo || isTrue(key)) draft.attribute("ContentBasedDeduplication", options.text(key), key);
            }
            case "deadLettersQueue" -> {
                options.requireKeys(key, List.of("name", "maxReceiveCount"), List.of());
                String deadLetterQueue = fullName(options.text(key + ".name"));
                draft.redrive(deadLetterQueue, options.integer(key + ".maxReceiveCount", 1, 1000), key);
            }
            case "copyTo", "moveTo" ->
                throw refused(key, "asks for messages to go to another queue as well or instead, which is not done");
            case "tags" -> {
                for (String tag : names(key)) draft.tag(tag, options.text(key + "." + ConfigUtil.joinPath(tag)));
            }
            default -> options.choice(key, List.of("true", "false")); // fifo, which the name says
        }
    }

    private void seconds(String attribute, String key, Duration most, QueueDraft draft) {
        draft.attribute(attribute, Long.toString(options.seconds(key, Duration.ZERO, most)), key);
    }

    /** As ElasticMQ does, a FIFO queue's name gets its suffix if it lacks it. */
    private String fullName(String name) {
        return isFifo(name) && !name.endsWith(SUFFIX) ? name + SUFFIX : name;
    }

    private boolean isFifo(String name) {
        return name.endsWith(SUFFIX) || isTrue(ConfigUtil.joinPath("queues", name, "fifo"));
    }

    private Set<String> names(String key) {
        if (!has(key)) return Set.of();
        if (!(options.value(key) instanceof ConfigObject group)) throw options.invalid(key, "a group in braces");
        return new TreeMap<>(Map.copyOf(group)).keySet();
    }

    private boolean has(String key) {
        return options.has(key);
    }

    private boolean isTrue(String key) {
        return has(key) && options.choice(key, List.of("true", "false")).equals("true");
    }

    private String origin(String key) {
        return options.origin(key);
    }

    private InvalidConfiguration refused(String key, String why) {
        return new InvalidConfiguration("%s (%s) %s".formatted(key, origin(key), why));
    }

    private void warn(String key, String why) {
        warnings.add("%s (%s) is ignored: %s".formatted(key, origin(key), why));
    }
}
