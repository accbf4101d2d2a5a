package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.effect.ApplicationRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Names, platforms and attributes of platform applications. Whether a push service takes the credentials nobody can tell. */
final class ApplicationRules {
    private static final int LONGEST_NAME = 256;
    private static final int MOST_PERCENT = 100;
    private static final String PRINCIPAL = "PlatformPrincipal";
    private static final String CREDENTIAL = "PlatformCredential";
    private static final String SAMPLE_RATE = "SuccessFeedbackSampleRate";

    static final Set<String> PLATFORMS = Set.of(
            "ADM",
            "APNS",
            "APNS_SANDBOX",
            "APNS_VOIP",
            "APNS_VOIP_SANDBOX",
            "MACOS",
            "MACOS_SANDBOX",
            "BAIDU",
            "GCM",
            "FCM",
            "MPNS",
            "WNS");
    /** Whose services know an application by one secret alone. */
    private static final Set<String> WITHOUT_PRINCIPAL = Set.of("GCM", "FCM");

    private static final Set<String> TEXTS =
            Set.of(PRINCIPAL, CREDENTIAL, "ApplePlatformTeamID", "ApplePlatformBundleID", "AuthenticationMethod");
    private static final Set<String> ARNS = Set.of(
            "EventEndpointCreated",
            "EventEndpointDeleted",
            "EventEndpointUpdated",
            "EventDeliveryFailure",
            "SuccessFeedbackRoleArn",
            "FailureFeedbackRoleArn");

    private ApplicationRules() {}

    static String name(String name) {
        if (name.isEmpty()) throw SnsFaults.invalidParameter(name, "cannot be empty");
        if (name.length() > LONGEST_NAME) {
            throw SnsFaults.invalidParameter(name, "must be at most 256 characters long");
        }
        if (name.chars().allMatch(ApplicationRules::isOfNames)) return name;
        throw SnsFaults.invalidParameter(
                name, "must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'");
    }

    private static boolean isOfNames(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.".indexOf(c) >= 0;
    }

    static String platform(String platform) {
        if (PLATFORMS.contains(platform)) return platform;
        throw SnsFaults.invalidParameter("Platform", platform + " is not supported");
    }

    /** What was given, without what was given empty. */
    static Map<String, String> atCreation(String platform, Map<String, String> given) {
        Map<String, String> attributes = changes(platform, given);
        attributes.values().removeIf(String::isEmpty);
        return attributes;
    }

    /** An empty value removes. */
    static Map<String, String> changes(String platform, Map<String, String> given) {
        var changes = new LinkedHashMap<String, String>();
        given.forEach((name, value) -> changes.put(name, normal(name, value)));
        requirePair(PRINCIPAL, CREDENTIAL, given);
        if (!WITHOUT_PRINCIPAL.contains(platform)) requirePair(CREDENTIAL, PRINCIPAL, given);
        return changes;
    }

    private static void requirePair(String one, String other, Map<String, String> given) {
        if (given.containsKey(one) && !given.containsKey(other)) {
            throw AttributePlace.IN_MAP.fault(one + " attribute provided without " + other);
        }
    }

    private static String normal(String name, String value) {
        if (name.equals(ApplicationRecord.ENABLED)) return MobileEndpointRules.flag(name, value);
        if (TEXTS.contains(name) || value.isEmpty()) return known(name, value);
        if (name.equals(SAMPLE_RATE)) {
            if (isPercentage(value)) return value;
            throw MobileEndpointRules.invalidValue(name, "must be an integer between 0 and 100");
        }
        if (ARNS.contains(name) && SnsArns.elements(value) < SnsArns.ELEMENTS) {
            throw MobileEndpointRules.invalidValue(name, "must be an ARN");
        }
        return known(name, value);
    }

    private static String known(String name, String value) {
        if (TEXTS.contains(name) || ARNS.contains(name) || name.equals(SAMPLE_RATE)) return value;
        throw MobileEndpointRules.unknownAttribute(name);
    }

    private static boolean isPercentage(String value) {
        boolean digits = value.length() <= 3 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && Integer.parseInt(value) <= MOST_PERCENT;
    }

    /** As clients read them: what the push service takes an application's word by stays with the broker. */
    static Map<String, String> shown(ApplicationRecord application) {
        var shown = new LinkedHashMap<String, String>();
        shown.put(ApplicationRecord.ENABLED, Boolean.toString(application.isEnabled()));
        application.attributes().forEach((name, value) -> {
            if (!name.equals(PRINCIPAL) && !name.equals(CREDENTIAL)) shown.put(name, value);
        });
        return shown;
    }
}
