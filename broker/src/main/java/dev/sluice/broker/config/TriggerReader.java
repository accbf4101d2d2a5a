package dev.sluice.broker.config;

import static dev.sluice.broker.trigger.TriggerOptions.MOST_WITHOUT_WINDOW;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.trigger.TriggerOptions;
import dev.sluice.broker.trigger.TriggersOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads which functions are invoked with messages of which queues. */
final class TriggerReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern QUEUE = Pattern.compile("(?=.{1,80}$)[A-Za-z0-9_-]+(\\.fifo)?");
    private static final Pattern URL = Pattern.compile("https?://[^/?#\\s]+[^#\\s]*");
    private static final String URL_WORDS = "an http:// or https:// URL";
    private static final List<String> OPTIONAL = List.of(
            "batch-size",
            "batching-window",
            "max-concurrency",
            "timeout",
            "partial-failures",
            "enabled",
            "public-addresses-only");

    private final OptionReader options;
    private final QueueDraft.Identity owner;

    TriggerReader(OptionReader options, QueueDraft.Identity owner) {
        this.options = options;
        this.owner = owner;
    }

    /**
     * @param publicAddressesOnly where a trigger does not say
     * @throws InvalidConfiguration naming the key that is at fault and where it stands
     */
    TriggersOptions read(boolean publicAddressesOnly) {
        if (!(options.value("triggers") instanceof ConfigObject group)) {
            throw options.invalid("triggers", "a group in braces");
        }
        var triggers = new ArrayList<TriggerOptions>();
        for (String name : new TreeMap<>(group).keySet()) triggers.add(trigger(name, publicAddressesOnly));
        return new TriggersOptions(triggers, options.bytes("limits.invocation-size", 1 << 20, Long.MAX_VALUE));
    }

    private TriggerOptions trigger(String name, boolean publicAddressesOnly) {
        String key = ConfigUtil.joinPath("triggers", name);
        options.requireKeys(key, List.of("queue", "url"), OPTIONAL);
        if (!NAME.matcher(name).matches()) {
            throw options.invalid(key, "named by 1 to 80 letters, digits, hyphens and underscores");
        }
        String queue = options.matching(key + ".queue", QUEUE, "the name of a queue");
        var id = new QueueId(owner.account(), owner.region(), queue);
        Duration window = seconds(key + ".batching-window", Duration.ZERO, Duration.ofMinutes(5), Duration.ZERO);
        if (id.isFifo() && !window.isZero()) {
            throw options.invalid(key + ".batching-window", "0s, because a FIFO queue's messages are not gathered");
        }
        return new TriggerOptions(
                name,
                id,
                url(key + ".url"),
                batchSize(key + ".batch-size", id, window),
                window,
                integer(key + ".max-concurrency", 1, 1_000, 1_000),
                seconds(key + ".timeout", Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofSeconds(30)),
                flag(key + ".partial-failures", true),
                flag(key + ".enabled", true),
                flag(key + ".public-addresses-only", publicAddressesOnly));
    }

    private URI url(String key) {
        String text = options.matching(key, URL, URL_WORDS);
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw options.invalid(key, URL_WORDS);
        }
    }

    private int batchSize(String key, QueueId queue, Duration window) {
        if (queue.isFifo()) return integer(key, 1, MOST_WITHOUT_WINDOW, MOST_WITHOUT_WINDOW);
        int size = integer(key, 1, 10_000, MOST_WITHOUT_WINDOW);
        if (size > MOST_WITHOUT_WINDOW && window.isZero()) {
            throw options.invalid(key, "10 or less, or have a batching-window of 1s or more beside it");
        }
        return size;
    }

    private int integer(String key, int least, int most, int otherwise) {
        return options.has(key) ? options.integer(key, least, most) : otherwise;
    }

    private Duration seconds(String key, Duration least, Duration most, Duration otherwise) {
        return options.has(key) ? Duration.ofSeconds(options.seconds(key, least, most)) : otherwise;
    }

    private boolean flag(String key, boolean otherwise) {
        return options.has(key) ? options.choice(key, List.of("true", "false")).equals("true") : otherwise;
    }
}
