package dev.sluice.broker.engine.mobile;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.MobileChange;
import dev.sluice.broker.engine.effect.PhoneNumberRecord;
import dev.sluice.broker.engine.effect.PhoneNumberRecord.Sandbox;
import dev.sluice.broker.engine.effect.SmsReply;
import dev.sluice.broker.engine.effect.SmsSettings;
import dev.sluice.broker.model.PhoneNumber;
import java.util.ArrayList;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The settings of one account for text messages, and the numbers it knows something of. */
final class SmsNumbers {
    private final NavigableMap<PhoneNumber, PhoneNumberRecord> known = new TreeMap<>();
    private SmsSettings settings;
    private int inSandbox;

    SmsNumbers(SmsSettings settings) {
        this.settings = settings;
    }

    SmsSettings settings() {
        return settings;
    }

    void define(SmsSettings changed) {
        settings = changed;
    }

    PhoneNumberRecord find(PhoneNumber number) {
        PhoneNumberRecord record = known.get(number);
        return record == null ? PhoneNumberRecord.unknown(settings.account(), number) : record;
    }

    int inSandbox() {
        return inSandbox;
    }

    void put(PhoneNumberRecord changed, Effects effects) {
        restore(changed);
        effects.add(changed.isEmpty() ? new MobileChange.Remove(changed) : new MobileChange.Put(changed));
    }

    void restore(PhoneNumberRecord changed) {
        if (find(changed.number()).sandbox() != Sandbox.ABSENT) inSandbox--;
        if (changed.sandbox() != Sandbox.ABSENT) inSandbox++;
        if (changed.isEmpty()) known.remove(changed.number());
        else known.put(changed.number(), changed);
    }

    SmsReply list(@Nullable PhoneNumber after, int max, Predicate<PhoneNumberRecord> wanted) {
        var found = new ArrayList<PhoneNumberRecord>();
        var rest = after == null ? known : known.tailMap(after, false);
        for (PhoneNumberRecord record : rest.values()) {
            if (!wanted.test(record)) continue;
            if (found.size() == max) return new SmsReply.NumbersListed(found, true);
            found.add(record);
        }
        return new SmsReply.NumbersListed(found, false);
    }
}
