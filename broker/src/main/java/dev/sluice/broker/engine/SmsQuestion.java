package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.SmsReply;
import dev.sluice.broker.engine.mobile.Sms;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.SmsAccount;
import org.jspecify.annotations.Nullable;

/** A record that asks about text messages and their receivers, and changes nothing. */
public sealed interface SmsQuestion extends Question {

    @Override
    default Reply answerFrom(ShardMachine shard, long now) {
        return answerFrom(shard.mobile().sms());
    }

    Reply answerFrom(Sms sms);

    /** Answers {@link SmsReply.SettingsTold}, without defaults. */
    record DescribeSettings(SmsAccount account) implements SmsQuestion {
        @Override
        public Reply answerFrom(Sms sms) {
            return sms.describe(account);
        }
    }

    /** Answers {@link SmsReply.NumberTold}. */
    record DescribeNumber(SmsAccount account, PhoneNumber number) implements SmsQuestion {
        @Override
        public Reply answerFrom(Sms sms) {
            return sms.describe(account, number);
        }
    }

    /**
     * Answers {@link SmsReply.NumbersListed}.
     *
     * @param after list only those after this one, or null to start at the first
     * @param max 1 or more
     */
    record ListOptedOut(SmsAccount account, @Nullable PhoneNumber after, int max) implements SmsQuestion {
        @Override
        public Reply answerFrom(Sms sms) {
            return sms.listOptedOut(account, after, max);
        }
    }

    /** The same of the numbers in the sandbox. */
    record ListSandbox(SmsAccount account, @Nullable PhoneNumber after, int max) implements SmsQuestion {
        @Override
        public Reply answerFrom(Sms sms) {
            return sms.listSandbox(account, after, max);
        }
    }

    /** Answers {@link SmsReply.SandboxTold}. */
    record DescribeSandbox() implements SmsQuestion {
        @Override
        public Reply answerFrom(Sms sms) {
            return sms.describeSandbox();
        }
    }
}
