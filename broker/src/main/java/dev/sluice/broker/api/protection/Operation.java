package dev.sluice.broker.api.protection;

import org.jspecify.annotations.Nullable;

/** What is done about sensitive data. */
sealed interface Operation {

    /** The message does not pass. */
    record Deny() implements Operation {}

    /** @param mask written over each character; null to leave the data out */
    record Deidentify(@Nullable Character mask) implements Operation {}

    /**
     * The message passes, and of so many percent of them it is told what is in them.
     *
     * @param toldOfFindings whether what is found is told of
     * @param toldOfNothing whether it is told when nothing is
     */
    record Sample(int percent, boolean toldOfFindings, boolean toldOfNothing) implements Operation {}
}
