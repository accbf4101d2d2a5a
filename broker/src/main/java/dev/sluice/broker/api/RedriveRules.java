package dev.sluice.broker.api;

import static dev.sluice.broker.model.QueueAttribute.REDRIVE_ALLOW_POLICY;
import static dev.sluice.broker.model.QueueAttribute.REDRIVE_POLICY;

import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.json.JsonText;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.RedriveAllowPolicy;
import dev.sluice.broker.model.RedriveAllowPolicy.Permission;
import dev.sluice.broker.model.RedrivePolicy;
import dev.sluice.protocol.error.ApiException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be written as a redrive policy or a redrive allow policy, their normal forms, and the words of what can be
 * wrong with them. Whether the dead-letter queue exists and agrees is for the machine to say.
 */
final class RedriveRules {
    private static final String TARGET = "deadLetterTargetArn";
    private static final String COUNT = "maxReceiveCount";
    private static final String PERMISSION = "redrivePermission";
    private static final String SOURCES = "sourceQueueArns";
    private static final int MOST_RECEIVES = 1000;
    private static final int MOST_SOURCES = 10;

    private RedriveRules() {}

    /** The policy in its normal form; an empty one removes. */
    static String policy(String value) {
        if (value.isEmpty()) return value;
        if (!(JsonText.value(value) instanceof Map<?, ?> members)) {
            throw QueueAttributeFaults.invalidValue(
                    REDRIVE_POLICY.wireName(), "Redrive policy is not a valid JSON map.");
        }
        requirePresent(value, members, COUNT);
        requirePresent(value, members, TARGET);
        if (!Set.of(TARGET, COUNT).containsAll(members.keySet())) {
            throw invalid(
                    REDRIVE_POLICY, value, "Only following attributes are supported: [" + TARGET + ", " + COUNT + "].");
        }
        int count = wholeNumber(members.get(COUNT));
        if (count < 1 || count > MOST_RECEIVES) {
            throw invalid(
                    REDRIVE_POLICY,
                    value,
                    "Invalid value for " + COUNT + ": " + echo(members.get(COUNT)) + ", valid values are from 1 to "
                            + MOST_RECEIVES + " both inclusive.");
        }
        String arn = members.get(TARGET) instanceof String text ? text : "";
        return new RedrivePolicy(arn, target(value, arn), count).text();
    }

    private static void requirePresent(String value, Map<?, ?> members, String name) {
        Object member = members.get(name);
        if (member == null || JsonText.isNull(member)) {
            throw invalid(REDRIVE_POLICY, value, "Redrive policy does not contain mandatory attribute: " + name + ".");
        }
    }

    private static QueueId target(String value, String arn) {
        QueueId target = QueueArns.queue(arn);
        if (target != null) return target;
        if (QueueArns.isOfAnotherService(arn)) {
            throw invalid(REDRIVE_POLICY, value, "Only SQS queues are valid resources for " + TARGET + ".");
        }
        throw invalid(
                REDRIVE_POLICY, value, "Invalid value for " + TARGET + ": it must be the full ARN of an SQS queue.");
    }

    /** The policy in its normal form; an empty one removes. */
    static String allowPolicy(String value) {
        if (value.isEmpty()) return value;
        if (!(JsonText.value(value) instanceof Map<?, ?> members)) {
            throw cannotCreate(value, "it is not a valid JSON map.");
        }
        if (!Set.of(PERMISSION, SOURCES).containsAll(members.keySet())) {
            throw cannotCreate(value, "it may have only the attributes " + PERMISSION + " and " + SOURCES + ".");
        }
        Permission permission = permission(value, members.get(PERMISSION));
        Object given = members.get(SOURCES);
        boolean hasSources = given != null && !JsonText.isNull(given);
        if (permission != Permission.BY_QUEUE) {
            if (hasSources) {
                throw cannotCreate(value, SOURCES + " goes only with the " + PERMISSION + " byQueue.");
            }
            return new RedriveAllowPolicy(permission, List.of()).text();
        }
        return new RedriveAllowPolicy(permission, sources(value, hasSources ? given : List.of())).text();
    }

    private static Permission permission(String value, @Nullable Object given) {
        for (Permission permission : Permission.values()) {
            if (permission.text().equals(given)) return permission;
        }
        throw cannotCreate(value, PERMISSION + " must be allowAll, denyAll or byQueue.");
    }

    private static List<String> sources(String value, @Nullable Object given) {
        if (!(given instanceof List<?> list) || list.isEmpty() || list.size() > MOST_SOURCES) {
            throw cannotCreate(value, "with byQueue, " + SOURCES + " must list 1 to " + MOST_SOURCES + " queues.");
        }
        var arns = new ArrayList<String>();
        for (Object element : list) {
            if (!(element instanceof String arn) || QueueArns.queue(arn) == null) {
                throw cannotCreate(value, SOURCES + " must list full ARNs of SQS queues.");
            }
            arns.add(arn);
        }
        return arns;
    }

    /** The words of what the machine refused; of the policy's dead-letter queue it knows only the normal form. */
    static ApiException refusal(Rejected rejected, Map<String, String> attributes, QueueId queue) {
        String reason = reason(rejected.reason());
        String policy = attributes.get(REDRIVE_POLICY.wireName());
        return reason == null || policy == null ? Faults.of(rejected, queue) : invalid(REDRIVE_POLICY, policy, reason);
    }

    private static @Nullable String reason(Rejection rejection) {
        return switch (rejection) {
            case DEAD_LETTER_QUEUE_DOES_NOT_EXIST -> "Dead letter target does not exist.";
            case DEAD_LETTER_QUEUE_OF_ANOTHER_ACCOUNT -> "Dead letter target owner should be same as the source.";
            case DEAD_LETTER_QUEUE_OF_ANOTHER_REGION -> "Dead letter target must be in the region of the source.";
            case DEAD_LETTER_QUEUE_OF_ANOTHER_TYPE -> "Dead-letter queue must be same type of queue as the source.";
            case DEAD_LETTER_QUEUE_REFUSES_SOURCE ->
                "The redrive allow policy of the dead letter target does not allow this source.";
            default -> null;
        };
    }

    /** A JSON number or a string of digits; -1 for anything else. */
    private static int wholeNumber(@Nullable Object given) {
        if (given instanceof String text) return NumberText.digits(text, 0, Integer.MAX_VALUE);
        if (!(given instanceof BigDecimal number)) return -1;
        boolean fits = number.scale() <= 0 && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        return fits ? number.intValue() : -1;
    }

    private static String echo(@Nullable Object given) {
        return Faults.echo(given == null ? "null" : JsonText.plain(given));
    }

    private static ApiException cannotCreate(String value, String why) {
        return invalid(REDRIVE_ALLOW_POLICY, value, "Amazon SQS can't create the redrive allow policy, as " + why);
    }

    private static ApiException invalid(QueueAttribute attribute, String value, String reason) {
        return Faults.invalidParameter(value, attribute.wireName(), reason);
    }
}
