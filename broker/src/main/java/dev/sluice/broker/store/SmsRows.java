package dev.sluice.broker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.engine.effect.PhoneNumberRecord;
import dev.sluice.broker.engine.effect.PhoneNumberRecord.Sandbox;
import dev.sluice.broker.engine.effect.SmsSandbox;
import dev.sluice.broker.engine.effect.SmsSettings;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.SmsAccount;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows about text messages: their keys, which {@link Keys} lists, and their values, by the rules of {@link Rows}. */
final class SmsRows {
    private static final byte V1 = 1;
    private static final char ACCOUNT = 'a';
    private static final char NUMBER = 'n';
    private static final char SANDBOX = 's';

    private static final int OPTED_OUT = 1;

    /** Stored as their places in this list. */
    private static final List<Sandbox> STATES = List.of(Sandbox.ABSENT, Sandbox.PENDING, Sandbox.VERIFIED);

    private SmsRows() {}

    static byte[] key(MobileRow row) {
        String text = "" + MobileRows.SMS;
        if (row instanceof SmsSettings settings) text += ACCOUNT + text(settings.account());
        else if (row instanceof PhoneNumberRecord number)
            text += NUMBER + text(number.account()) + '\0' + number.number().text();
        else if (row instanceof SmsSandbox) text += SANDBOX;
        else throw new IllegalArgumentException("a row of unknown kind: " + row);
        return text.getBytes(UTF_8);
    }

    private static String text(SmsAccount account) {
        return account.account() + '\0' + account.region();
    }

    static byte[] value(MobileRow row) {
        if (row instanceof SmsSettings settings) return value(settings);
        if (row instanceof PhoneNumberRecord number) return value(number);
        if (row instanceof SmsSandbox sandbox) return new byte[] {V1, (byte) (sandbox.on() ? 1 : 0)};
        throw new IllegalArgumentException("a row of unknown kind: " + row);
    }

    private static byte[] value(SmsSettings settings) {
        Map<String, String> attributes = new TreeMap<>(settings.attributes());
        ByteBuffer out = ByteBuffer.allocate(1 + Rows.textsBytes(attributes)).put(V1);
        Rows.texts(out, attributes);
        return out.array();
    }

    private static byte[] value(PhoneNumberRecord number) {
        ByteBuffer out = ByteBuffer.allocate(1 + 1 + 1 + 8 + TopicRows.textBytes(number.code()));
        out.put(V1).put((byte) (number.optedOut() ? OPTED_OUT : 0));
        out.put((byte) STATES.indexOf(number.sandbox())).putLong(number.codeUntil());
        Rows.text(out, number.code());
        return out.array();
    }

    static MobileRow read(ByteBuffer key, ByteBuffer in) {
        byte[] bytes = new byte[key.remaining()];
        key.duplicate().get(bytes);
        String text = new String(bytes, UTF_8);
        String[] parts = text.substring(2).split("\0", -1);
        Rows.version(in, "text messages");
        return switch (text.charAt(1)) {
            case ACCOUNT -> new SmsSettings(account(parts, 2), Rows.readTexts(in));
            case NUMBER -> readNumber(account(parts, 3), new PhoneNumber(parts[2]), in);
            case SANDBOX -> new SmsSandbox(in.get() != 0);
            default -> throw new StoreException("a row about text messages of an unknown kind: " + text);
        };
    }

    private static SmsAccount account(String[] parts, int expected) {
        if (parts.length != expected) throw new StoreException("not a key about text messages: " + List.of(parts));
        return new SmsAccount(parts[0], parts[1]);
    }

    private static PhoneNumberRecord readNumber(SmsAccount account, PhoneNumber number, ByteBuffer in) {
        boolean optedOut = (in.get() & OPTED_OUT) != 0;
        byte state = in.get();
        boolean known = state >= 0 && state < STATES.size();
        if (!known) throw new StoreException("a number has a state that this broker does not know: " + state);
        long codeUntil = in.getLong();
        return new PhoneNumberRecord(account, number, optedOut, STATES.get(state), Rows.readText(in), codeUntil);
    }
}
