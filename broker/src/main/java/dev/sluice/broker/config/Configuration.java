package dev.sluice.broker.config;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import dev.sluice.broker.api.ApiOptions;
import dev.sluice.broker.api.DeclareOptions;
import dev.sluice.broker.api.DeclaredQueue;
import dev.sluice.broker.engine.topic.TopicLimits;
import dev.sluice.broker.hint.HintOptions;
import dev.sluice.broker.http.HttpOptions;
import dev.sluice.broker.model.TopicId;
import dev.sluice.broker.shard.ShardOptions;
import dev.sluice.broker.store.StoreOptions;
import dev.sluice.broker.store.SyncMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The configuration in force, checked as a whole. */
public final class Configuration {
    private static final int AWS_WAIT_SECONDS = 60;
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final Pattern URL = Pattern.compile("https?://[^/?#\\s]+");

    private final @Nullable ElasticMqFile elasticMq;
    private final Config values;
    private final KnownKeys known;
    private final OptionReader options;
    private final BrokerOptions broker;
    private final String logLevel;

    private Configuration(@Nullable ElasticMqFile elasticMq, Config values, KnownKeys known) {
        this.elasticMq = elasticMq;
        this.values = values;
        this.known = known;
        options = new OptionReader(values);
        logLevel = options.choice("log.level", List.of("error", "warn", "info", "debug"));
        broker = readBroker();
    }

    /**
     * Reads every source and checks all of it.
     *
     * @param files later ones override earlier ones
     * @param assignments override everything else, later ones the earlier
     * @throws InvalidConfiguration for what cannot be read, is unknown, has a wrong type or is out of range
     */
    public static Configuration load(List<Path> files, Map<String, String> environment, List<Assignment> assignments) {
        return load(null, files, environment, assignments);
    }

    /** @param elasticMqFile of ElasticMQ, weaker than all others; null for none */
    public static Configuration load(
            @Nullable Path elasticMqFile,
            List<Path> files,
            Map<String, String> environment,
            List<Assignment> assignments) {
        var elasticMq = elasticMqFile == null ? null : ElasticMqFile.read(elasticMqFile);
        List<Assignment> foreign = elasticMq == null ? List.of() : elasticMq.assignments();
        var file = new ConfigFile();
        return new Configuration(elasticMq, file.load(foreign, files, environment, assignments), file.known());
    }

    /** What was found and passed over, a line each. */
    public List<String> warnings() {
        return elasticMq == null ? List.of() : elasticMq.warnings();
    }

    public BrokerOptions broker() {
        return broker;
    }

    /** One of error, warn, info, debug. */
    public String logLevel() {
        return logLevel;
    }

    /** Every option on a line with the value in force and where it came from. */
    public String print() {
        var text = new StringBuilder();
        for (var key : known.options()) appendLine(text, key);
        accounts().keySet().forEach(accessKey -> appendLine(text, accountKey(accessKey)));
        for (var queue : new TreeMap<>(values.getObject("queues")).keySet()) {
            appendLine(text, ConfigUtil.joinPath("queues", queue));
        }
        for (var topic : new TreeMap<>(values.getObject("topics")).keySet()) {
            appendLine(text, ConfigUtil.joinPath("topics", topic));
        }
        for (var trigger : new TreeMap<>(values.getObject("triggers")).keySet()) {
            appendLine(text, ConfigUtil.joinPath("triggers", trigger));
        }
        if (elasticMq != null) {
            elasticMq.queues(owner()).forEach(queue -> text.append("%s = %s%n".formatted(queue, queue.given())));
        }
        return text.toString();
    }

    private void appendLine(StringBuilder text, String key) {
        text.append("%s = %s  # %s%n".formatted(key, options.shown(key), options.origin(key)));
    }

    private BrokerOptions readBroker() {
        var auth = AuthMode.valueOf(
                options.choice("auth.mode", List.of("loopback", "none")).toUpperCase(Locale.ROOT));
        var courier = new CourierReader(options).read(!auth.equals(AuthMode.LOOPBACK));
        return new BrokerOptions(
                readData(auth),
                readManagement(auth),
                readStore(),
                readShard(),
                readApi(auth),
                courier,
                new TriggerReader(options, owner()).read(courier.publicAddressesOnly()),
                readDeclarations(),
                readHints(),
                auth,
                options.duration("server.drain-delay", Duration.ZERO, Duration.ofMinutes(10)),
                options.duration("server.drain-timeout", Duration.ZERO, Duration.ofMinutes(10)));
    }

    private HttpOptions readData(AuthMode auth) {
        int maxRequestBytes = (int) options.bytes("limits.request-size", 1 << 20, 64 << 20);
        return new HttpOptions(
                host("server.data.host", auth),
                port("server.data.port"),
                eventLoops(),
                options.integer("limits.connections", 1, 1_000_000),
                maxRequestBytes,
                options.bytes("limits.buffered-size", maxRequestBytes, Long.MAX_VALUE),
                options.duration("limits.idle-timeout", Duration.ofSeconds(1), Duration.ofHours(24)),
                options.duration("limits.request-timeout", Duration.ofSeconds(1), Duration.ofHours(1)));
    }

    /** A port for a few scrapers and operators: its limits have no reason to be changed. */
    private HttpOptions readManagement(AuthMode auth) {
        return new HttpOptions(
                host("server.management.host", auth),
                port("server.management.port"),
                1,
                256,
                1 << 20,
                16 << 20,
                Duration.ofSeconds(75),
                Duration.ofSeconds(30));
    }

    private StoreOptions readStore() {
        return new StoreOptions(
                directory(),
                SyncMode.valueOf(options.choice("storage.sync", List.of("always", "never"))
                        .toUpperCase(Locale.ROOT)),
                options.bytes("storage.memtable", 8 << 20, 1 << 30),
                options.bytes("storage.block-cache", 8 << 20, Long.MAX_VALUE),
                options.bytes("storage.minimum-free", 0, Long.MAX_VALUE));
    }

    private ShardOptions readShard() {
        return new ShardOptions(
                options.integer("limits.mailbox", 64, 1 << 20),
                ShardOptions.DEFAULTS.turnCommands(),
                ShardOptions.DEFAULTS.turnBytes(),
                options.integer("limits.parked-polls", 0, 10_000_000),
                options.integer("limits.in-flight-per-queue", 1, 10_000_000),
                new TopicLimits(
                        options.integer("limits.subscriptions-per-topic", 1, 100_000_000),
                        options.integer("limits.filter-policies-per-topic", 0, 100_000_000),
                        options.integer("limits.filter-policies-per-account", 0, 100_000_000),
                        options.integer("limits.pending-subscriptions-per-account", 0, 100_000_000),
                        options.integer("limits.replays-per-account", 0, 1_000_000)));
    }

    private ApiOptions readApi(AuthMode auth) {
        return new ApiOptions(
                options.matching("identity.default-region", REGION, "a region such as us-east-1"),
                options.matching("identity.default-account", ACCOUNT, "an account of twelve digits, in quotes"),
                accounts(),
                options.choice("sqs.aws-waits", List.of("true", "false")).equals("true") ? AWS_WAIT_SECONDS : 0,
                publicUrl(),
                hintTopic(),
                auth.isOpen());
    }

    private DeclareOptions readDeclarations() {
        var modes = Map.of(
                "create-missing", DeclareOptions.Mode.CREATE_MISSING,
                "reconcile", DeclareOptions.Mode.RECONCILE,
                "fail-on-drift", DeclareOptions.Mode.FAIL_ON_DRIFT);
        var mode = modes.get(options.choice("declare.mode", List.of("create-missing", "reconcile", "fail-on-drift")));
        var queues = new ArrayList<>(new QueueReader(options, owner()).read());
        if (elasticMq != null) queues.addAll(elasticMq.queues(owner()));
        Map<String, DeclaredQueue> byName = new HashMap<>();
        for (var queue : queues) {
            var other = byName.put(queue.name(), queue);
            if (other != null) throw new InvalidConfiguration("%s is declared twice: %s".formatted(queue, other));
        }
        return new DeclareOptions(
                requireNonNull(mode),
                queues,
                new TopicReader(options, owner()).read(),
                options.choice("sns.sms-sandbox", List.of("true", "false")).equals("true"));
    }

    private HintOptions readHints() {
        var policies = new PolicyReader(options);
        return new HintOptions(
                options.text("identity.default-account"),
                options.text("identity.default-region"),
                directory().resolve("scaling.json"),
                policies.settings("scaling.defaults"),
                policies.rules("scaling.queues"),
                hintTopic(),
                options.choice("scaling.on-data-port", List.of("true", "false")).equals("true"));
    }

    private @Nullable TopicId hintTopic() {
        var name = options.matching("scaling.topic", TOPIC, "the name of a topic, not FIFO, or none");
        return name.equals("none")
                ? null
                : new TopicId(options.text("identity.default-account"), options.text("identity.default-region"), name);
    }

    private QueueDraft.Identity owner() {
        return new QueueDraft.Identity(
                options.text("identity.default-account"), options.text("identity.default-region"));
    }

    private Map<String, String> accounts() {
        Map<String, String> accounts = new TreeMap<>();
        for (var accessKey : values.getObject("identity.accounts").keySet()) {
            accounts.put(
                    accessKey,
                    options.matching(accountKey(accessKey), ACCOUNT, "an account of twelve digits, in quotes"));
        }
        return accounts;
    }

    private static String accountKey(String accessKey) {
        return ConfigUtil.joinPath("identity", "accounts", accessKey);
    }

    private @Nullable String publicUrl() {
        if (options.isNull("server.public-url")) return null;
        return options.matching(
                "server.public-url", URL, "http:// or https:// with a host and perhaps a port, and nothing after it");
    }

    private int eventLoops() {
        if (options.text("server.event-loops").equals("auto")) {
            return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        }
        return options.integer("server.event-loops", 1, 64);
    }

    private int port(String key) {
        return options.integer(key, 0, 65_535);
    }

    private String host(String key, AuthMode auth) {
        var host = options.text(key);
        try {
            if (auth == AuthMode.LOOPBACK && !InetAddress.getByName(host).isLoopbackAddress()) {
                throw options.invalid(
                        key,
                        "a loopback address, because nobody is asked for credentials; to let everybody in who"
                                + " reaches it, set auth.mode = none");
            }
            return host;
        } catch (UnknownHostException e) {
            throw options.invalid(key, "an address of this machine or a name that has one");
        }
    }

    private Path directory() {
        try {
            return Path.of(options.text("storage.dir"));
        } catch (InvalidPathException e) {
            throw options.invalid("storage.dir", "a path");
        }
    }
}
