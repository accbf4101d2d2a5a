package dev.sluice.broker.api;

import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sqs.AddPermissionRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a permission may be, and the statement it becomes. */
final class PermissionRules {
    private static final int LONGEST_LABEL = 80;
    private static final String ALL = "*";

    private static final Set<String> GRANTABLE = Set.of(
            ALL,
            "ChangeMessageVisibility",
            "DeleteMessage",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListDeadLetterSourceQueues",
            "PurgeQueue",
            "ReceiveMessage",
            "SendMessage");

    /** What AWS never lets another account do. */
    private static final Set<String> OWNERS_ONLY = Set.of(
            "AddPermission",
            "CancelMessageMoveTask",
            "CreateQueue",
            "DeleteQueue",
            "ListMessageMoveTasks",
            "ListQueues",
            "ListQueueTags",
            "RemovePermission",
            "SetQueueAttributes",
            "StartMessageMoveTask",
            "TagQueue",
            "UntagQueue");

    private PermissionRules() {}

    static String label(@Nullable String label) {
        if (label == null || label.isEmpty()) throw Faults.missingParameter("Label");
        if (label.length() > LONGEST_LABEL || !Characters.areName(label)) {
            throw Faults.invalidParameter(
                    label,
                    "Label",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.");
        }
        return label;
    }

    /** The statement of a policy that grants what is asked for, as AWS writes it. */
    static Map<String, Object> statement(AddPermissionRequest request, QueueId queue) {
        String label = label(request.label());
        List<String> accounts = accounts(request.awsAccountIds());
        List<String> actions = actions(request.actions());

        var statement = new LinkedHashMap<String, Object>();
        statement.put("Sid", label);
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("AWS", oneOrAll(accounts, account -> "arn:aws:iam::" + account + ":root")));
        statement.put("Action", oneOrAll(actions, action -> "SQS:" + action));
        statement.put("Resource", queue.arn());
        return statement;
    }

    private static List<String> accounts(List<String> given) {
        if (given.isEmpty()) throw Faults.missingParameter("AWSAccountIds");
        for (String account : given) {
            if (!Characters.areAccount(account)) {
                throw Faults.invalidParameter(account, "PrincipalId", "Unable to verify.");
            }
        }
        return given.stream().distinct().toList();
    }

    private static List<String> actions(List<String> given) {
        if (given.isEmpty()) throw Faults.missingParameter("Actions");
        for (String action : given) {
            if (!GRANTABLE.contains(action)) throw notGrantable(action);
        }
        List<String> actions = given.stream().distinct().toList();
        QueuePolicy.checkCount("Actions", actions.size(), QueuePolicy.MOST_ACTIONS);
        return actions;
    }

    private static ApiException notGrantable(String action) {
        return Faults.invalidParameter(
                "SQS:" + action,
                "ActionName",
                OWNERS_ONLY.contains(action)
                        ? "Only the queue owner is allowed to invoke this action."
                        : "There is no such action.");
    }

    /** A policy spells a single value without a list around it. */
    private static Object oneOrAll(List<String> values, UnaryOperator<String> spelling) {
        List<String> spelled = values.stream().map(spelling).toList();
        return spelled.size() == 1 ? spelled.get(0) : spelled;
    }
}
