package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Faults;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.SnsErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What an account may set for its text messages. Their faults have AWS's texts, which name no parameter. */
final class SmsAttributeRules {
    private static final String SPEND_LIMIT = "MonthlySpendLimit";
    private static final String DEFAULT_SPEND_LIMIT = "1";
    private static final String ROLE = "DeliveryStatusIAMRole";
    private static final String SAMPLING_RATE = "DeliveryStatusSuccessSamplingRate";
    private static final String SENDER_ID = "DefaultSenderID";
    private static final String TYPE = "DefaultSMSType";
    private static final String BUCKET = "UsageReportS3Bucket";
    private static final Set<String> NAMES = Set.of(SPEND_LIMIT, ROLE, SAMPLING_RATE, SENDER_ID, TYPE, BUCKET);

    private static final Pattern A_SENDER_ID = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]{1,11}");
    private static final Pattern AN_AMOUNT = Pattern.compile("[0-9]{1,9}");
    private static final Pattern A_PERCENTAGE = Pattern.compile("100|[0-9]{1,2}");

    private SmsAttributeRules() {}

    /** An empty value removes. */
    static Map<String, String> checked(Map<String, String> given) {
        given.forEach(SmsAttributeRules::check);
        return given;
    }

    private static void check(String name, String value) {
        if (!NAMES.contains(name)) throw fault(name + " is not a valid attribute");
        if (value.isEmpty()) return;
        boolean valid = switch (name) {
            case SPEND_LIMIT -> AN_AMOUNT.matcher(value).matches();
            case ROLE -> SnsArns.elements(value) >= SnsArns.ELEMENTS;
            case SAMPLING_RATE -> A_PERCENTAGE.matcher(value).matches();
            case SENDER_ID -> A_SENDER_ID.matcher(value).matches();
            case TYPE -> value.equals("Promotional") || value.equals("Transactional");
            default -> true;
        };
        if (valid) return;
        throw name.equals(SENDER_ID)
                ? fault("DefaultSendID is not a valid attribute") // as AWS spells it
                : fault(name + " is invalid");
    }

    private static ApiException fault(String text) {
        return new ApiException(SnsErrorCode.INVALID_PARAMETER, Faults.echo(text));
    }

    /** @param asked the names of those wanted; none for all */
    static Map<String, String> shown(Map<String, String> set, List<String> asked) {
        var shown = new LinkedHashMap<String, String>();
        shown.put(SPEND_LIMIT, DEFAULT_SPEND_LIMIT);
        shown.putAll(set);
        if (!asked.isEmpty()) shown.keySet().retainAll(asked);
        return shown;
    }
}
