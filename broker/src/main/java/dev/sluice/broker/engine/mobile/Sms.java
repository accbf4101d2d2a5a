package dev.sluice.broker.engine.mobile;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.MobileChange;
import dev.sluice.broker.engine.effect.PhoneNumberRecord;
import dev.sluice.broker.engine.effect.PhoneNumberRecord.Sandbox;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.SmsReply;
import dev.sluice.broker.engine.effect.SmsSandbox;
import dev.sluice.broker.engine.effect.SmsSettings;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.topic.ShardQueues;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SmsAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Text messages of a shard: who takes them, and where they wait. Owned by the shard thread. */
public final class Sms {
    /** How long a code is good for. */
    static final long CODE_MILLIS = 15 * 60_000;

    private static final int MOST_IN_SANDBOX = 10;

    private final ShardQueues queues;
    private final NavigableMap<SmsAccount, SmsNumbers> byAccount = new TreeMap<>();
    private boolean sandboxed;

    public Sms(ShardQueues queues) {
        this.queues = queues;
    }

    // Commands

    public Reply setAttributes(SmsAccount id, Map<String, String> changes, long now, Effects effects) {
        SmsNumbers account = account(id, now, effects);
        var merged = new HashMap<>(account.settings().attributes());
        merged.putAll(changes);
        merged.values().removeIf(String::isEmpty);
        account.define(new SmsSettings(id, merged));
        effects.add(new MobileChange.Put(account.settings()));
        return Done.DONE;
    }

    public Reply setSandbox(boolean on, Effects effects) {
        if (on != sandboxed) effects.add(new MobileChange.Put(new SmsSandbox(on)));
        sandboxed = on;
        return Done.DONE;
    }

    public Reply optOut(SmsAccount id, PhoneNumber number, boolean out, long now, Effects effects) {
        PhoneNumberRecord record = find(id, number);
        if (record.optedOut() != out) account(id, now, effects).put(record.optedOut(out), effects);
        return Done.DONE;
    }

    public Reply addToSandbox(
            SmsAccount id, PhoneNumber number, String code, Message message, long now, Effects effects) {
        PhoneNumberRecord record = find(id, number);
        if (record.optedOut()) return new Rejected(Rejection.PHONE_NUMBER_OPTED_OUT);
        if (record.sandbox() == Sandbox.VERIFIED) return new Rejected(Rejection.PHONE_NUMBER_IS_VERIFIED);
        SmsNumbers account = account(id, now, effects);
        if (record.sandbox() == Sandbox.ABSENT && account.inSandbox() >= MOST_IN_SANDBOX) {
            return new Rejected(Rejection.TOO_MANY_SANDBOX_NUMBERS, Integer.toString(MOST_IN_SANDBOX));
        }
        account.put(record.awaiting(code, now + CODE_MILLIS), effects);
        capture(id, number, message, now, effects);
        return Done.DONE;
    }

    public Reply verify(SmsAccount id, PhoneNumber number, String code, long now, Effects effects) {
        PhoneNumberRecord record = find(id, number);
        if (record.sandbox() == Sandbox.ABSENT) return new Rejected(Rejection.PHONE_NUMBER_NOT_IN_SANDBOX);
        if (record.sandbox() == Sandbox.VERIFIED) return Done.DONE;
        if (!record.code().equals(code) || now >= record.codeUntil()) {
            return new Rejected(Rejection.VERIFICATION_CODE_WRONG);
        }
        account(id, now, effects).put(record.in(Sandbox.VERIFIED), effects);
        return Done.DONE;
    }

    public Reply removeFromSandbox(SmsAccount id, PhoneNumber number, long now, Effects effects) {
        PhoneNumberRecord record = find(id, number);
        if (record.sandbox() == Sandbox.ABSENT) return new Rejected(Rejection.PHONE_NUMBER_NOT_IN_SANDBOX);
        account(id, now, effects).put(record.in(Sandbox.ABSENT), effects);
        return Done.DONE;
    }

    /** Takes a message for one number, to where those of the account are captured. */
    public Reply text(SmsAccount id, PhoneNumber number, Message message, long now, Effects effects) {
        PhoneNumberRecord record = find(id, number);
        if (record.optedOut()) return new Rejected(Rejection.PHONE_NUMBER_OPTED_OUT);
        if (!take(record)) return new Rejected(Rejection.PHONE_NUMBER_NOT_VERIFIED, number.text());
        account(id, now, effects);
        capture(id, number, message, now, effects);
        return new TopicReply.Published(List.of(new TopicReply.PublishOutcome(message.id(), 0)));
    }

    private void capture(SmsAccount id, PhoneNumber number, Message message, long now, Effects effects) {
        Message addressed = Captures.addressed(message, number.text(), null);
        boolean taken = queues.send(id.captureQueue(), addressed, now, effects);
        require(taken, "%s captures nothing", id);
    }

    /** The account, with its capture: from now on, if it had none. */
    private SmsNumbers account(SmsAccount id, long now, Effects effects) {
        SmsNumbers present = byAccount.get(id);
        if (present != null) return present;
        var added = new SmsNumbers(new SmsSettings(id, Map.of()));
        byAccount.put(id, added);
        effects.add(new MobileChange.Put(added.settings()));
        queues.open(id.captureQueue(), now, effects);
        return added;
    }

    // Questions

    public Reply describe(SmsAccount id) {
        SmsNumbers account = byAccount.get(id);
        return new SmsReply.SettingsTold(
                account == null ? Map.of() : account.settings().attributes());
    }

    public Reply describe(SmsAccount id, PhoneNumber number) {
        return new SmsReply.NumberTold(find(id, number).optedOut());
    }

    public Reply listOptedOut(SmsAccount id, @Nullable PhoneNumber after, int max) {
        return list(id, after, max, PhoneNumberRecord::optedOut);
    }

    public Reply listSandbox(SmsAccount id, @Nullable PhoneNumber after, int max) {
        return list(id, after, max, record -> record.sandbox() != Sandbox.ABSENT);
    }

    private Reply list(SmsAccount id, @Nullable PhoneNumber after, int max, Predicate<PhoneNumberRecord> wanted) {
        SmsNumbers account = byAccount.get(id);
        return account == null ? new SmsReply.NumbersListed(List.of(), false) : account.list(after, max, wanted);
    }

    public Reply describeSandbox() {
        return new SmsReply.SandboxTold(sandboxed);
    }

    boolean take(SmsAccount id, PhoneNumber number) {
        return take(find(id, number));
    }

    private boolean take(PhoneNumberRecord record) {
        return !record.optedOut() && (!sandboxed || record.sandbox() == Sandbox.VERIFIED);
    }

    /** Changes when {@link #addCaptures} would add others. */
    long version() {
        return byAccount.size();
    }

    void addCaptures(List<Capture> to) {
        for (SmsAccount id : byAccount.keySet()) {
            to.add(new Capture(id.captureQueue(), Protocol.SMS, id.account(), id.region(), ""));
        }
    }

    // Restoration

    void restore(SmsSettings settings) {
        byAccount.put(settings.account(), new SmsNumbers(settings));
    }

    void restore(PhoneNumberRecord record) {
        SmsNumbers account = byAccount.get(record.account());
        if (account == null) throw new IllegalStateException("a number of no account: " + record);
        account.restore(record);
    }

    void restore(SmsSandbox sandbox) {
        sandboxed = sandbox.on();
    }

    private PhoneNumberRecord find(SmsAccount id, PhoneNumber number) {
        SmsNumbers account = byAccount.get(id);
        return account == null ? PhoneNumberRecord.unknown(id, number) : account.find(number);
    }
}
