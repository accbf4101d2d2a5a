package dev.sluice.broker.hint;

import dev.sluice.broker.model.TopicId;
import dev.sluice.broker.scaling.PolicyField;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of hints, and of policies.
 *
 * @param account of a queue that is asked for by its name alone
 * @param region likewise
 * @param file where hints outlive a restart, or null for nowhere
 * @param defaults for all queues and groups
 * @param rules for queues by name
 * @param topic to which changes are published while somebody is subscribed to it, or null for none
 * @param onDataPort whether hints can be read on the data port as well
 */
public record HintOptions(
        String account,
        String region,
        @Nullable Path file,
        Map<PolicyField, String> defaults,
        List<Rule> rules,
        @Nullable TopicId topic,
        boolean onDataPort) {

    public static final HintOptions NOTHING = new HintOptions(
            "000000000000",
            "us-east-1",
            null,
            Map.of(),
            List.of(),
            new TopicId("000000000000", "us-east-1", "sluice-scaling"),
            false);

    public HintOptions {
        defaults = Map.copyOf(defaults);
        rules = List.copyOf(rules);
    }

    /** The settings of queues whose names match: a star stands for any characters. Of two that match the longer counts. */
    public record Rule(String glob, Map<PolicyField, String> settings) {
        public Rule {
            settings = Map.copyOf(settings);
        }

        boolean matches(String name) {
            var regex = new StringBuilder();
            for (String part : glob.split("\\*", -1)) {
                if (!regex.isEmpty()) regex.append(".*");
                regex.append(Pattern.quote(part)); // never empty: an empty part is quoted too
            }
            return Pattern.matches(regex.toString(), name);
        }
    }

    @Nullable
    Rule rule(String name) {
        Rule longest = null;
        for (Rule rule : rules) {
            boolean longer = longest == null || rule.glob.length() > longest.glob.length();
            if (longer && rule.matches(name)) longest = rule;
        }
        return longest;
    }
}
