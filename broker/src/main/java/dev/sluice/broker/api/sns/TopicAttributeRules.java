package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.NumberText;
import dev.sluice.broker.json.JsonText;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the attributes of a topic may be set to, and the normal form they are stored in. */
final class TopicAttributeRules {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 2048;
    private static final int MOST_ARCHIVE_DAYS = 365;

    private TopicAttributeRules() {}

    /** Of CreateTopic. An attribute that was given empty is left out. */
    static Map<TopicAttribute, String> atCreation(Map<String, String> given, boolean fifo) {
        var wanted = new EnumMap<TopicAttribute, String>(TopicAttribute.class);
        given.forEach((name, value) -> {
            TopicAttribute attribute = named(name, AttributePlace.IN_MAP);
            String normal = normal(attribute, value, fifo, AttributePlace.IN_MAP);
            if (!normal.isEmpty()) wanted.put(attribute, normal);
        });
        return wanted;
    }

    /** Of SetTopicAttributes. An empty value removes. */
    static Map<TopicAttribute, String> change(String name, String value, boolean fifo) {
        TopicAttribute attribute = named(name, AttributePlace.ALONE);
        if (attribute == TopicAttribute.FIFO_TOPIC) throw AttributePlace.ALONE.unknownAttribute();
        return Map.of(attribute, normal(attribute, value, fifo, AttributePlace.ALONE));
    }

    private static TopicAttribute named(String name, AttributePlace place) {
        TopicAttribute attribute = TopicAttribute.named(name);
        if (attribute == null) throw place.unknownAttribute();
        return attribute;
    }

    private static String normal(TopicAttribute attribute, String value, boolean fifo, AttributePlace place) {
        var given = new Given(attribute.wireName(), value, place);
        return switch (attribute) {
            case POLICY -> value.isEmpty() ? "" : TopicPolicy.checked(value, place);
            case DISPLAY_NAME -> displayName(given);
            case DELIVERY_POLICY -> value.isEmpty() ? "" : TopicDeliveryPolicy.checked(value, place);
            case FIFO_TOPIC -> given.bool().equals("true") ? "true" : ""; // a standard topic never shows it
            case CONTENT_BASED_DEDUPLICATION -> {
                if (!fifo) throw given.fault("Content-based deduplication can only be set for FIFO topics");
                yield given.bool();
            }
            case FIFO_THROUGHPUT_SCOPE -> {
                if (!fifo) throw given.fault("It can only be set for FIFO topics");
                yield given.oneOf(Set.of("Topic", "MessageGroup"));
            }
            case KMS_MASTER_KEY_ID -> given.notLongerThan(LONGEST_TEXT);
            case SIGNATURE_VERSION -> value.isEmpty() ? "" : given.oneOf(Set.of("1", "2"));
            case TRACING_CONFIG -> {
                String config = value.isEmpty() ? "" : given.oneOf(Set.of("PassThrough", "Active"));
                if (fifo && config.equals("Active")) throw given.fault("It can only be set for standard topics");
                yield config;
            }
            case ARCHIVE_POLICY -> archivePolicy(given, fifo);
            case MAXIMUM_MESSAGE_SIZE -> value.isEmpty() ? "" : given.number(1024, 1 << 20);
            case HTTP_SUCCESS_FEEDBACK_SAMPLE_RATE,
                    FIREHOSE_SUCCESS_FEEDBACK_SAMPLE_RATE,
                    LAMBDA_SUCCESS_FEEDBACK_SAMPLE_RATE,
                    APPLICATION_SUCCESS_FEEDBACK_SAMPLE_RATE,
                    SQS_SUCCESS_FEEDBACK_SAMPLE_RATE -> value.isEmpty() ? "" : given.number(0, 100);
            case HTTP_SUCCESS_FEEDBACK_ROLE_ARN,
                    HTTP_FAILURE_FEEDBACK_ROLE_ARN,
                    FIREHOSE_SUCCESS_FEEDBACK_ROLE_ARN,
                    FIREHOSE_FAILURE_FEEDBACK_ROLE_ARN,
                    LAMBDA_SUCCESS_FEEDBACK_ROLE_ARN,
                    LAMBDA_FAILURE_FEEDBACK_ROLE_ARN,
                    APPLICATION_SUCCESS_FEEDBACK_ROLE_ARN,
                    APPLICATION_FAILURE_FEEDBACK_ROLE_ARN,
                    SQS_SUCCESS_FEEDBACK_ROLE_ARN,
                    SQS_FAILURE_FEEDBACK_ROLE_ARN -> value.isEmpty() ? "" : given.roleArn();
        };
    }

    private static String displayName(Given given) {
        if (given.value.codePointCount(0, given.value.length()) > LONGEST_NAME) {
            throw given.fault("Must be no longer than " + LONGEST_NAME + " characters");
        }
        if (given.value.chars().anyMatch(Character::isISOControl)) throw given.fault("Must have no control characters");
        return given.value;
    }

    /** Nothing and an empty object turn it off. */
    private static String archivePolicy(Given given, boolean fifo) {
        if (!fifo) throw given.fault("Archiving can only be set for FIFO topics");
        if (given.value.isEmpty()) return "";
        if (!(JsonText.value(given.value) instanceof Map<?, ?> members)) {
            throw given.fault("failed to parse JSON. " + JsonText.whyNot(given.value));
        }
        if (members.isEmpty()) return "";
        Object days = members.get("MessageRetentionPeriod");
        int period = days == null ? -1 : NumberText.digits(JsonText.plain(days), 1, MOST_ARCHIVE_DAYS);
        if (period < 0 || members.size() > 1) {
            throw given.fault("It is {\"MessageRetentionPeriod\":\"days\"} with 1 to " + MOST_ARCHIVE_DAYS + " days");
        }
        return TopicAttributes.archivePolicy(period);
    }

    /** An attribute as the request has it. */
    private record Given(String name, String value, AttributePlace place) {

        RuntimeException fault(String reason) {
            return place.fault(name, reason);
        }

        String bool() {
            String lower = value.toLowerCase(Locale.ROOT);
            if (lower.equals("true") || lower.equals("false")) return lower;
            throw fault("Invalid value [" + value + "]. Must be true or false.");
        }

        String oneOf(Set<String> words) {
            if (words.contains(value)) return value;
            throw fault("Invalid value [" + value + "]. Must be one of "
                    + String.join(", ", words.stream().sorted().toList()) + ".");
        }

        String number(int from, int to) {
            int number = NumberText.digits(value, from, to);
            if (number >= 0) return Integer.toString(number);
            throw fault("Invalid value [" + value + "]. Must be a number from " + from + " to " + to + ".");
        }

        String notLongerThan(int most) {
            if (value.length() <= most) return value;
            throw fault("Must be no longer than " + most + " characters");
        }

        String roleArn() {
            if (value.startsWith("arn:") && value.contains(":iam:") && value.length() <= LONGEST_TEXT) return value;
            throw fault("Invalid value [" + value + "]. Must be the ARN of a role.");
        }
    }
}
