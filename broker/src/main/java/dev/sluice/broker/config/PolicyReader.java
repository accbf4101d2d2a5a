package dev.sluice.broker.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import dev.sluice.broker.hint.HintOptions.Rule;
import dev.sluice.broker.scaling.PolicyField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads policies for autoscalers. Their fields have the names they have in tags and on the management port. */
final class PolicyReader {
    private final OptionReader options;

    PolicyReader(OptionReader options) {
        this.options = options;
    }

    /** @throws InvalidConfiguration naming the field that is at fault and where it stands */
    Map<PolicyField, String> settings(String key) {
        var settings = new EnumMap<PolicyField, String>(PolicyField.class);
        if (!(options.value(key) instanceof ConfigObject group)) throw options.invalid(key, "a group in braces");
        for (String name : new TreeMap<>(group).keySet()) {
            String itsKey = key + "." + ConfigUtil.joinPath(name);
            PolicyField field = PolicyField.named(name);
            if (field == null) throw options.unknown(itsKey, name, names());
            String value = options.text(itsKey);
            try {
                field.check(value);
            } catch (IllegalArgumentException notAllowed) {
                throw new InvalidConfiguration(
                        "%s (%s): %s".formatted(itsKey, options.origin(itsKey), notAllowed.getMessage()));
            }
            settings.put(field, value);
        }
        return settings;
    }

    /** By patterns of queue names. */
    List<Rule> rules(String key) {
        if (!(options.value(key) instanceof ConfigObject group)) throw options.invalid(key, "a group in braces");
        var rules = new ArrayList<Rule>();
        for (String glob : new TreeMap<>(group).keySet()) {
            rules.add(new Rule(glob, settings(key + "." + ConfigUtil.joinPath(glob))));
        }
        return rules;
    }

    private static Set<String> names() {
        return Arrays.stream(PolicyField.values())
                .map(PolicyField::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
