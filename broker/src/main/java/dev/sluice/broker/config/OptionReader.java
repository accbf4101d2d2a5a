package dev.sluice.broker.config;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads single options. Whatever does not fit is answered with the key, its value, its origin and what is allowed. */
final class OptionReader {
    private static final Pattern WITHOUT_UNIT = Pattern.compile(".*\\d\\s*");

    private final Config config;

    OptionReader(Config config) {
        this.config = config;
    }

    boolean isNull(String key) {
        return value(key).valueType() == ConfigValueType.NULL;
    }

    /** The value with its origin, null values included, which Config's own accessors leave out. */
    ConfigValue value(String key) {
        ConfigValue value = config.root();
        for (var name : ConfigUtil.splitPath(key)) {
            value = requireNonNull(((ConfigObject) value).get(name), key);
        }
        return value;
    }

    String shown(String key) {
        var value = value(key);
        return value.valueType() == ConfigValueType.STRING
                ? String.valueOf(value.unwrapped())
                : value.render(ConfigRenderOptions.concise());
    }

    String origin(String key) {
        return value(key).origin().description();
    }

    int integer(String key, int least, int most) {
        try {
            var number = config.getNumber(key);
            boolean whole = number.doubleValue() == number.longValue();
            if (whole && number.longValue() >= least && number.longValue() <= most) return number.intValue();
        } catch (ConfigException notANumber) {
            // Told below, as any other value that does not fit.
        }
        throw invalid(key, "a whole number from %d to %d".formatted(least, most));
    }

    long bytes(String key, long least, long most) {
        try {
            long bytes = config.getBytes(key);
            if (bytes >= least && bytes <= most) return bytes;
        } catch (ConfigException notASize) {
            // Told below, as any other value that does not fit.
        }
        var range = most == Long.MAX_VALUE
                ? "of %s or more".formatted(size(least))
                : "from %s to %s".formatted(size(least), size(most));
        throw invalid(key, "a size such as 64MiB, " + range);
    }

    Duration duration(String key, Duration least, Duration most) {
        try {
            // HOCON takes a bare number for milliseconds; who writes 30 most likely means seconds.
            var text = config.getString(key);
            boolean unit = text.equals("0") || !WITHOUT_UNIT.matcher(text).matches();
            var duration = config.getDuration(key);
            if (unit && duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) return duration;
        } catch (ConfigException notADuration) {
            // Told below, as any other value that does not fit.
        }
        throw invalid(key, "a duration with its unit, such as 30s, from %s to %s".formatted(words(least), words(most)));
    }

    /** The same in whole seconds. */
    long seconds(String key, Duration least, Duration most) {
        var duration = duration(key, least, most);
        if (duration.toNanosPart() != 0) throw invalid(key, "whole seconds");
        return duration.toSeconds();
    }

    String choice(String key, List<String> choices) {
        var value = text(key);
        if (!choices.contains(value)) throw invalid(key, String.join(" or ", choices));
        return value;
    }

    String matching(String key, Pattern pattern, String allowed) {
        var value = text(key);
        if (!pattern.matcher(value).matches()) throw invalid(key, allowed);
        return value;
    }

    String text(String key) {
        try {
            var value = config.getString(key);
            if (value.isBlank()) throw invalid(key, "a text that is not empty");
            return value;
        } catch (ConfigException e) {
            throw invalid(key, "a text");
        }
    }

    List<String> texts(String key) {
        try {
            return config.getStringList(key);
        } catch (ConfigException e) {
            throw invalid(key, "a list of texts");
        }
    }

    /** A reader for each group of a list. */
    List<OptionReader> groups(String key) {
        try {
            var groups = new ArrayList<OptionReader>();
            for (Config group : config.getConfigList(key)) groups.add(new OptionReader(group));
            return groups;
        } catch (ConfigException e) {
            throw invalid(key, "a list of groups in braces");
        }
    }

    /** @throws InvalidConfiguration when there are other keys than these; the group itself stands under the key given */
    void requireKnown(String key, List<String> known) {
        for (var name : new TreeSet<>(config.root().keySet())) {
            if (known.contains(name)) continue;
            throw new InvalidConfiguration("unknown option %s in %s (%s); the nearest is %s"
                    .formatted(
                            name,
                            key,
                            origin(ConfigUtil.joinPath(name)),
                            KnownKeys.nearest(name, new TreeSet<>(known))));
        }
    }

    /** JSON: what is written in braces, or in a text that has it. */
    String json(String key) {
        var value = value(key);
        return value.valueType() == ConfigValueType.OBJECT ? value.render(ConfigRenderOptions.concise()) : text(key);
    }

    boolean has(String key) {
        return config.hasPath(key);
    }

    /** @throws InvalidConfiguration unless the key is of a group with all the required keys and no others but the optional */
    void requireKeys(String key, List<String> required, List<String> optional) {
        if (!(value(key) instanceof ConfigObject group)) throw invalid(key, "a group in braces");
        var known = new TreeSet<>(required);
        known.addAll(optional);
        for (var name : new TreeSet<>(group.keySet())) {
            if (!known.contains(name)) throw unknown(key + "." + ConfigUtil.joinPath(name), name, known);
        }
        for (var name : required) {
            if (!has(key + "." + name)) {
                throw new InvalidConfiguration("%s (%s) lacks %s".formatted(key, origin(key), name));
            }
        }
    }

    InvalidConfiguration unknown(String key, String name, Set<String> known) {
        return new InvalidConfiguration("unknown option %s (%s); the nearest is %s"
                .formatted(key, origin(key), KnownKeys.nearest(name, known)));
    }

    InvalidConfiguration invalid(String key, String allowed) {
        return new InvalidConfiguration("%s = %s (%s) must be %s".formatted(key, shown(key), origin(key), allowed));
    }

    private static String size(long bytes) {
        if (bytes >= 1 << 30 && bytes % (1 << 30) == 0) return (bytes >> 30) + "GiB";
        if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) return (bytes >> 20) + "MiB";
        return bytes + " bytes";
    }

    private static String words(Duration duration) {
        if (duration.toSeconds() % 3600 == 0 && !duration.isZero()) return duration.toHours() + "h";
        if (duration.toSeconds() % 60 == 0 && !duration.isZero()) return duration.toMinutes() + "m";
        return duration.toSeconds() + "s";
    }
}
