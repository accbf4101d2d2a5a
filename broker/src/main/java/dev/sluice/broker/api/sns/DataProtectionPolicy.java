package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.protection.InvalidProtectionPolicy;
import dev.sluice.broker.api.protection.ProtectionPolicy;
import dev.sluice.broker.model.TopicId;

/** What a data protection policy must look like to be kept: what it asks for can be done. */
final class DataProtectionPolicy {
    private static final int LONGEST = 30_720;
    private static final String PARAMETER = "DataProtectionPolicy";

    private DataProtectionPolicy() {}

    static void check(String policy, TopicId topic) {
        if (topic.isFifo()) throw SnsFaults.invalidParameter(PARAMETER, "FIFO topics can not have one");
        if (policy.length() > LONGEST) {
            throw SnsFaults.invalidParameter(PARAMETER, "It must be no longer than " + LONGEST + " characters");
        }
        try {
            ProtectionPolicy.of(policy);
        } catch (InvalidProtectionPolicy e) {
            throw SnsFaults.invalidParameter(PARAMETER, String.valueOf(e.getMessage()));
        }
    }
}
