package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.SmsAccount;
import java.util.Map;

/**
 * What an account has set for its text messages, as stored. There is a capture of them exactly when there is such a row.
 *
 * @param attributes by the names on the wire
 */
public record SmsSettings(SmsAccount account, Map<String, String> attributes) implements MobileRow {

    public SmsSettings {
        attributes = Map.copyOf(attributes);
    }
}
