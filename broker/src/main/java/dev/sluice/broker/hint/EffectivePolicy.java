package dev.sluice.broker.hint;

import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.scaling.ScalingPolicy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policy of a queue or a group, field by field from the strongest source that says something of it: what was put, the
 * queue's tags, the configuration's rule for its name, that it is a dead-letter queue, the configuration's defaults, ours.
 *
 * @param settings of every field
 * @param problems tags that were passed over, and why
 */
public record EffectivePolicy(ScalingPolicy policy, Map<PolicyField, Setting> settings, List<String> problems) {

    /** A tag of this name and a field's sets that field. */
    public static final String TAG_PREFIX = "scaling.";

    /** @param origin such as {@code tag} or {@code default} */
    public record Setting(String value, String origin) {}

    static EffectivePolicy ofQueue(
            HintOptions options,
            String name,
            Map<String, String> tags,
            boolean deadLetters,
            Map<PolicyField, String> put) {
        var settings = defaults(options);
        if (deadLetters) settings.put(PolicyField.ENABLED, new Setting("false", "dead-letter queue"));
        HintOptions.Rule rule = options.rule(name);
        if (rule != null) lay(settings, rule.settings(), "scaling.queues.\"" + rule.glob() + "\"");
        var problems = layTags(settings, tags);
        lay(settings, put, "policy");
        return of(settings, problems);
    }

    static EffectivePolicy ofGroup(HintOptions options, Map<PolicyField, String> put) {
        var settings = defaults(options);
        lay(settings, put, "policy");
        return of(settings, List.of());
    }

    private static EffectivePolicy of(Map<PolicyField, Setting> settings, List<String> problems) {
        var values = new EnumMap<PolicyField, String>(PolicyField.class);
        settings.forEach((field, setting) -> values.put(field, setting.value()));
        return new EffectivePolicy(ScalingPolicy.of(values), settings, problems);
    }

    private static Map<PolicyField, Setting> defaults(HintOptions options) {
        var settings = new EnumMap<PolicyField, Setting>(PolicyField.class);
        for (PolicyField field : PolicyField.values()) settings.put(field, new Setting(field.byDefault(), "default"));
        lay(settings, options.defaults(), "scaling.defaults");
        return settings;
    }

    private static void lay(Map<PolicyField, Setting> settings, Map<PolicyField, String> stronger, String origin) {
        stronger.forEach((field, value) -> settings.put(field, new Setting(value, origin)));
    }

    /** A tag that says what cannot be is no reason to refuse a queue its workers. */
    private static List<String> layTags(Map<PolicyField, Setting> settings, Map<String, String> tags) {
        var problems = new ArrayList<String>();
        for (var tag : new TreeMap<>(tags).entrySet()) {
            if (!tag.getKey().startsWith(TAG_PREFIX)) continue;
            PolicyField field = PolicyField.named(tag.getKey().substring(TAG_PREFIX.length()));
            if (field == null) {
                problems.add("there is no field of the tag " + tag.getKey());
                continue;
            }
            try {
                field.check(tag.getValue());
                settings.put(field, new Setting(tag.getValue(), "tag"));
            } catch (IllegalArgumentException notAllowed) {
                problems.add("tag " + TAG_PREFIX + notAllowed.getMessage());
            }
        }
        return problems;
    }
}
