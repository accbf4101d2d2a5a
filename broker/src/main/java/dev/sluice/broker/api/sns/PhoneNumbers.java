package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Caller;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.SmsAccount;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Telephone numbers in requests, each action with its own idea of them. */
final class PhoneNumbers {
    private static final String PARAMETER = "PhoneNumber";
    /** AWS's own pattern; what it lets through must still be a number. */
    private static final Pattern OF_SANDBOX = Pattern.compile("\\+[0-9]{8,}|[0-9]{0,9}");

    private static final int LONGEST_OF_SANDBOX = 20;

    private PhoneNumbers() {}

    static SmsAccount account(Caller caller) {
        return new SmsAccount(caller.account(), caller.region());
    }

    /** Of Publish. */
    static PhoneNumber receiver(String given) {
        PhoneNumber number = PhoneNumber.of(given);
        if (number == null) throw SnsFaults.invalidParameter(PARAMETER, given + " is not valid to publish to");
        return number;
    }

    /** Of what asks about opting out. */
    static PhoneNumber checked(String given) {
        PhoneNumber number = PhoneNumber.of(given);
        if (number == null) throw SnsFaults.invalidParameter(PARAMETER, "input incorrectly formatted");
        return number;
    }

    static PhoneNumber ofSandbox(String given) {
        boolean fits = given.length() <= LONGEST_OF_SANDBOX
                && OF_SANDBOX.matcher(given).matches();
        PhoneNumber number = fits ? PhoneNumber.of(given) : null;
        if (number == null) throw SnsFaults.invalidParameter(PARAMETER, "input incorrectly formatted");
        return number;
    }

    /** What a listing goes on after; null when it begins. */
    static @Nullable PhoneNumber after(@Nullable String last) {
        return last == null ? null : new PhoneNumber(last);
    }
}
