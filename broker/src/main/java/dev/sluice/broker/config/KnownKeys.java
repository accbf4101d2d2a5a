package dev.sluice.broker.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys that the built-in defaults have. An empty object there is a map whose keys are the user's. */
final class KnownKeys {
    private static final String PREFIX = "SLUICE_";

    private final ConfigObject defaults;
    private final Set<String> options = new TreeSet<>();
    private final Set<String> maps = new TreeSet<>();
    private final Map<String, String> optionsByVariable = new TreeMap<>();

    KnownKeys(Config defaults) {
        this.defaults = defaults.root();
        collect("", this.defaults);
        for (var option : options) optionsByVariable.put(variable(option), option);
    }

    private void collect(String path, ConfigObject group) {
        group.forEach((name, value) -> {
            var key = child(path, name);
            if (!(value instanceof ConfigObject object)) options.add(key);
            else if (object.isEmpty()) maps.add(key);
            else collect(key, object);
        });
    }

    Set<String> options() {
        return options;
    }

    /** @throws InvalidConfiguration naming the first key that no option has, and the nearest that one has */
    void check(Config config) {
        check("", config.root(), defaults);
    }

    private void check(String path, ConfigObject actual, ConfigObject known) {
        for (var entry : new TreeMap<>(actual).entrySet()) {
            var key = child(path, entry.getKey());
            var value = entry.getValue();
            var expected = known.get(entry.getKey());
            if (expected == null) throw unknown(firstLeaf(key, value));
            if (!(expected instanceof ConfigObject group)) continue;
            if (!(value instanceof ConfigObject object)) {
                throw new InvalidConfiguration(
                        "%s (%s) is a group of options and cannot have a value".formatted(key, origin(value)));
            }
            if (!maps.contains(key)) check(key, object, group);
        }
    }

    private InvalidConfiguration unknown(Map.Entry<String, ConfigValue> leaf) {
        return new InvalidConfiguration("unknown option %s (%s); the nearest is %s"
                .formatted(leaf.getKey(), origin(leaf.getValue()), nearest(leaf.getKey(), options)));
    }

    private static Map.Entry<String, ConfigValue> firstLeaf(String key, ConfigValue value) {
        if (!(value instanceof ConfigObject object) || object.isEmpty()) return Map.entry(key, value);
        var first = new TreeMap<>(object).firstEntry();
        return firstLeaf(child(key, first.getKey()), first.getValue());
    }

    /**
     * The assignment that an environment variable makes; null when it is not one of ours. Ours start with SLUICE_ and have
     * two underscores somewhere. Names without, such as the SLUICE_PORT that Kubernetes sets beside a service, are left alone.
     */
    @Nullable
    Assignment fromEnvironment(String variable, String value) {
        var name = variable.toUpperCase(Locale.ROOT);
        if (!name.startsWith(PREFIX) || !name.contains("__")) return null;
        var origin = "environment variable " + variable;
        var option = optionsByVariable.get(name);
        if (option != null) return new Assignment(option, value, origin);
        for (var map : maps) {
            var start = variable(map) + "__";
            if (name.startsWith(start) && name.length() > start.length()) {
                return new Assignment(child(map, variable.substring(start.length())), value, origin);
            }
        }
        throw new InvalidConfiguration(
                "%s names no option; the nearest is %s".formatted(origin, nearest(name, optionsByVariable.keySet())));
    }

    private static String variable(String key) {
        return PREFIX + key.replace(".", "__").replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String child(String path, String name) {
        var quoted = ConfigUtil.joinPath(name);
        return path.isEmpty() ? quoted : path + "." + quoted;
    }

    static String origin(ConfigValue value) {
        return value.origin().description();
    }

    static String nearest(String key, Set<String> candidates) {
        List<String> names = new ArrayList<>(candidates);
        names.sort(Comparator.comparingInt(name -> distance(key, name)));
        return names.get(0);
    }

    /** Levenshtein's: insertions, deletions and replacements of one character. */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) row[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
