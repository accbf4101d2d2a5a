package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.mobile.EndpointChanges;
import dev.sluice.protocol.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Attributes of mobile endpoints. */
final class MobileEndpointRules {
    private static final int LONGEST_USER_DATA_BYTES = 2048;
    /** The longest that a push service is known to give is 1,024 characters. */
    private static final int LONGEST_TOKEN = 4096;

    private static final String ENABLED = "Enabled";
    private static final String TOKEN = "Token";
    private static final String USER_DATA = "CustomUserData";

    private MobileEndpointRules() {}

    static EndpointChanges changes(Map<String, String> given) {
        for (String name : given.keySet()) {
            boolean known = name.equals(ENABLED) || name.equals(TOKEN) || name.equals(USER_DATA);
            if (!known) throw unknownAttribute(name);
        }
        String enabled = given.get(ENABLED);
        String token = given.get(TOKEN);
        String userData = given.get(USER_DATA);
        return new EndpointChanges(
                token == null ? null : token(token),
                enabled == null ? null : Boolean.valueOf(flag(ENABLED, enabled)),
                userData == null ? null : userData(userData));
    }

    static String token(String token) {
        if (token.isEmpty()) throw SnsFaults.invalidParameter(TOKEN, "cannot be empty");
        if (token.length() > LONGEST_TOKEN) {
            throw SnsFaults.invalidParameter(TOKEN, "must be at most " + LONGEST_TOKEN + " characters long");
        }
        if (token.chars().allMatch(c -> c > ' ' && c < 0x7f)) return token; // it stands in headers
        throw SnsFaults.invalidParameter(TOKEN, "must contain only visible ASCII characters");
    }

    static String userData(String userData) {
        if (userData.getBytes(StandardCharsets.UTF_8).length <= LONGEST_USER_DATA_BYTES) return userData;
        throw invalidValue(USER_DATA, "must be at most 2048 bytes long in UTF-8 encoding");
    }

    static String flag(String name, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (lower.equals("true") || lower.equals("false")) return lower;
        throw invalidValue(name, "must be true or false");
    }

    static ApiException unknownAttribute(String name) {
        return AttributePlace.IN_MAP.fault("Invalid attribute name: " + name);
    }

    static ApiException invalidValue(String name, String reason) {
        return AttributePlace.IN_MAP.fault("Invalid value for attribute: " + name + ": " + reason);
    }

    /** As clients read them. */
    static Map<String, String> shown(EndpointRecord endpoint) {
        var shown = new LinkedHashMap<String, String>();
        shown.put(ENABLED, Boolean.toString(endpoint.enabled()));
        shown.put(TOKEN, endpoint.token());
        if (!endpoint.userData().isEmpty()) shown.put(USER_DATA, endpoint.userData());
        return shown;
    }
}
