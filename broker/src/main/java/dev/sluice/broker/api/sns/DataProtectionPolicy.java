package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.JsonText;
import dev.sluice.broker.model.TopicId;
import java.util.Map;

/** What a data protection policy must look like to be kept. Nothing is done with it. */
final class DataProtectionPolicy {
    private static final int LONGEST = 30_720;
    private static final String PARAMETER = "DataProtectionPolicy";

    private DataProtectionPolicy() {}

    static void check(String policy, TopicId topic) {
        if (topic.isFifo()) throw SnsFaults.invalidParameter(PARAMETER, "FIFO topics can not have one");
        if (policy.length() > LONGEST) {
            throw SnsFaults.invalidParameter(PARAMETER, "It must be no longer than " + LONGEST + " characters");
        }
        if (!(JsonText.value(policy) instanceof Map<?, ?>)) {
            throw SnsFaults.invalidParameter(PARAMETER, "It must be a JSON object");
        }
    }
}
