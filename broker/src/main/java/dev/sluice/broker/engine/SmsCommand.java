package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.mobile.Sms;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.SmsAccount;
import java.util.Map;

/** A record that asks for a change of what is known about text messages and their receivers, or has one to send. */
public sealed interface SmsCommand extends Command {

    @Override
    default Reply applyTo(ShardMachine shard, long now, Effects effects) {
        return applyTo(shard.mobile().sms(), now, effects);
    }

    Reply applyTo(Sms sms, long now, Effects effects);

    /** Lays the changes over the account's attributes; an empty value removes. */
    record SetSmsAttributes(SmsAccount account, Map<String, String> changes) implements SmsCommand {
        @Override
        public Reply applyTo(Sms sms, long now, Effects effects) {
            return sms.setAttributes(account, changes, now, effects);
        }
    }

    /** From now on text messages of all accounts go to verified numbers only, or to all. */
    record SetSandbox(boolean on) implements SmsCommand {
        @Override
        public Reply applyTo(Sms sms, long now, Effects effects) {
            return sms.setSandbox(on, effects);
        }
    }

    /** @param out whether who has the number wants no messages from now on, or wants them again */
    record OptOut(SmsAccount account, PhoneNumber number, boolean out) implements SmsCommand {
        @Override
        public Reply applyTo(Sms sms, long now, Effects effects) {
            return sms.optOut(account, number, out, now, effects);
        }
    }

    /**
     * Puts a number into the sandbox, where it can be verified for a quarter of an hour; or sends another code.
     *
     * @param message has the code in it
     */
    record AddToSandbox(SmsAccount account, PhoneNumber number, String code, Message message) implements SmsCommand {
        @Override
        public Reply applyTo(Sms sms, long now, Effects effects) {
            return sms.addToSandbox(account, number, code, message, now, effects);
        }
    }

    record VerifyNumber(SmsAccount account, PhoneNumber number, String code) implements SmsCommand {
        @Override
        public Reply applyTo(Sms sms, long now, Effects effects) {
            return sms.verify(account, number, code, now, effects);
        }
    }

    record RemoveFromSandbox(SmsAccount account, PhoneNumber number) implements SmsCommand {
        @Override
        public Reply applyTo(Sms sms, long now, Effects effects) {
            return sms.removeFromSandbox(account, number, now, effects);
        }
    }

    /** Takes a message for one number. Answers {@link TopicReply.Published}, or why the number gets none. */
    record Text(SmsAccount account, PhoneNumber number, Message message) implements SmsCommand {
        @Override
        public Reply applyTo(Sms sms, long now, Effects effects) {
            return sms.text(account, number, message, now, effects);
        }
    }
}
