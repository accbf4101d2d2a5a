package dev.sluice.broker.api;

import dev.sluice.broker.json.JsonText;
import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A queue's access policy: what it must look like, and how statements get into and out of it. What a client sets is kept
 * as written; only adding or removing a statement writes it anew, with all its members in their order.
 */
final class QueuePolicy {
    static final int MOST_ACTIONS = 7;

    private static final int LONGEST_BYTES = 8192;
    private static final int MOST_STATEMENTS = 20;
    private static final int MOST_PRINCIPALS = 50;
    private static final int MOST_CONDITIONS = 10;

    private static final String STATEMENT = "Statement";
    private static final String SID = "Sid";

    private QueuePolicy() {}

    /**
     * The text itself, when it is a policy.
     *
     * @throws ApiException InvalidAttributeValue when it is none, OverLimit when it has too much of something
     */
    static String checked(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw QueueAttributeFaults.invalidValue("Policy", "It is longer than " + LONGEST_BYTES + " bytes.");
        }
        if (!(JsonText.value(text) instanceof Map<?, ?> document)) throw QueueAttributeFaults.invalidValue("Policy");
        List<?> statements = PolicyDocument.oneOrAll(document.get(STATEMENT));
        if (statements == null) throw QueueAttributeFaults.invalidValue("Policy", "It has no Statement.");
        checkCount("Statements", statements.size(), MOST_STATEMENTS);
        int principals = 0;
        int conditions = 0;
        for (Object element : statements) {
            Map<?, ?> statement = statement(element);
            List<?> actions = PolicyDocument.oneOrAll(either(statement, "Action", "NotAction"));
            checkCount("Actions", actions == null ? 0 : actions.size(), MOST_ACTIONS);
            principals += leaves(either(statement, "Principal", "NotPrincipal"));
            if (statement.get("Condition") instanceof Map<?, ?> operators) {
                for (Object keys : operators.values()) conditions += keys instanceof Map<?, ?> map ? map.size() : 1;
            }
        }
        checkCount("Principals", principals, MOST_PRINCIPALS);
        checkCount("Conditions", conditions, MOST_CONDITIONS);
        return text;
    }

    private static Map<?, ?> statement(Object element) {
        if (!(element instanceof Map<?, ?> statement)) {
            throw QueueAttributeFaults.invalidValue("Policy", "A statement is a JSON object.");
        }
        Object effect = statement.get("Effect");
        if (!"Allow".equals(effect) && !"Deny".equals(effect)) {
            throw QueueAttributeFaults.invalidValue("Policy", "The Effect of a statement is Allow or Deny.");
        }
        return statement;
    }

    /** The one of two members, of which a statement must have exactly one. */
    private static Object either(Map<?, ?> statement, String name, String negated) {
        Object value = statement.get(name);
        Object negatedValue = statement.get(negated);
        Object given = value == null ? negatedValue : value;
        if (given == null || (value != null && negatedValue != null)) {
            throw QueueAttributeFaults.invalidValue(
                    "Policy", "A statement has either " + name + " or " + negated + ".");
        }
        return given;
    }

    private static int leaves(Object value) {
        if (value instanceof Map<?, ?> members) return leaves(List.copyOf(members.values()));
        if (!(value instanceof List<?> elements)) return 1;
        int leaves = 0;
        for (Object element : elements) leaves += leaves(element);
        return leaves;
    }

    static void checkCount(String what, int count, int most) {
        if (count > most) throw overLimit(count + " " + what + " were found, maximum allowed is " + most + ".");
    }

    private static ApiException overLimit(String text) {
        return new ApiException(ErrorCode.OVER_LIMIT, text);
    }

    /**
     * The policy with a statement at its end, or as it is when it has the same statement already.
     *
     * @param policy empty for none
     */
    static String with(Map<String, Object> added, String policy, QueueId queue) {
        PolicyDocument document =
                policy.isEmpty() ? PolicyDocument.fresh(queue.arn() + "/SQSDefaultPolicy") : PolicyDocument.of(policy);
        List<Object> statements = document.statements();
        for (Object statement : statements) {
            if (statement.equals(added)) return policy;
            if (PolicyDocument.hasSid(statement, added.get(SID))) throw labelFault(added.get(SID), "Already exists.");
        }
        statements.add(added);
        checkCount("Statements", statements.size(), MOST_STATEMENTS);
        String text = document.with(statements);
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw overLimit("The policy would be longer than " + LONGEST_BYTES + " bytes.");
        }
        return text;
    }

    /** The policy without the statements of that label; empty when they were all it had. */
    static String without(String label, String policy) {
        if (policy.isEmpty()) throw unknownLabel(label);
        PolicyDocument document = PolicyDocument.of(policy);
        List<Object> statements = document.statements();
        if (!statements.removeIf(statement -> PolicyDocument.hasSid(statement, label))) throw unknownLabel(label);
        return statements.isEmpty() ? "" : document.with(statements);
    }

    private static ApiException unknownLabel(String label) {
        return labelFault(label, "can't find label.");
    }

    private static ApiException labelFault(@Nullable Object label, String reason) {
        return Faults.invalidParameter(String.valueOf(label), "Label", reason);
    }
}
