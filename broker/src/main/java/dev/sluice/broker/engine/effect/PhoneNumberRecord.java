package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.SmsAccount;

/**
 * What an account knows of a telephone number, as stored. Of others it knows nothing.
 *
 * @param optedOut whether who has it wants no messages
 * @param sandbox how far it may be sent to in the sandbox
 * @param code what verifies it; empty when nothing does
 * @param codeUntil epoch milliseconds at which the code is worth nothing any more
 */
public record PhoneNumberRecord(
        SmsAccount account, PhoneNumber number, boolean optedOut, Sandbox sandbox, String code, long codeUntil)
        implements MobileRow {

    public enum Sandbox {
        /** It is not in the sandbox. */
        ABSENT,
        /** Who has it must still tell the code. */
        PENDING,
        VERIFIED
    }

    public static PhoneNumberRecord unknown(SmsAccount account, PhoneNumber number) {
        return new PhoneNumberRecord(account, number, false, Sandbox.ABSENT, "", 0);
    }

    /** Whether there is nothing to remember of it. */
    public boolean isEmpty() {
        return !optedOut && sandbox == Sandbox.ABSENT;
    }

    public PhoneNumberRecord optedOut(boolean changed) {
        return new PhoneNumberRecord(account, number, changed, sandbox, code, codeUntil);
    }

    public PhoneNumberRecord awaiting(String newCode, long until) {
        return new PhoneNumberRecord(account, number, optedOut, Sandbox.PENDING, newCode, until);
    }

    public PhoneNumberRecord in(Sandbox changed) {
        return new PhoneNumberRecord(account, number, optedOut, changed, "", 0);
    }
}
