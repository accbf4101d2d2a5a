package dev.sluice.broker.engine.effect;

import java.util.List;
import java.util.Map;

/** What a command or a question about text messages was answered with. */
public sealed interface SmsReply extends Reply {

    record SettingsTold(Map<String, String> attributes) implements SmsReply {}

    record NumberTold(boolean optedOut) implements SmsReply {}

    /** In order; {@code more} when others follow the last. */
    record NumbersListed(List<PhoneNumberRecord> numbers, boolean more) implements SmsReply {}

    record SandboxTold(boolean on) implements SmsReply {}
}
