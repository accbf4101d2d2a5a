package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.PolicyDocument;
import dev.sluice.broker.json.JsonText;
import dev.sluice.broker.model.TopicId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A topic's access policy: what it must look like, the one that every topic starts with, and how statements get into and
 * out of it. What a client sets is kept as written.
 */
final class TopicPolicy {
    private static final int LONGEST_BYTES = 30_720;
    private static final String OF_SNS = "sns:";
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern PRINCIPAL =
            Pattern.compile("\\*|[0-9]{12}|arn:[^:]*:(iam|sts):[^:]*:[0-9*]*:.+|[A-Z0-9]{16,128}");

    /** What the default policy lets everybody in the account do. */
    private static final List<String> EVERYTHING = List.of(
            "SNS:GetTopicAttributes",
            "SNS:SetTopicAttributes",
            "SNS:AddPermission",
            "SNS:RemovePermission",
            "SNS:DeleteTopic",
            "SNS:Subscribe",
            "SNS:ListSubscriptionsByTopic",
            "SNS:Publish");

    private static final String RECEIVE = "SNS:Receive";

    private TopicPolicy() {}

    /** What a topic shows that was given no policy. */
    static String defaultOf(TopicId topic) {
        var statement = new LinkedHashMap<String, Object>();
        statement.put("Sid", "__default_statement_ID");
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("AWS", "*"));
        statement.put("Action", EVERYTHING);
        statement.put("Resource", topic.arn());
        statement.put("Condition", Map.of("StringEquals", Map.of("AWS:SourceOwner", topic.account())));
        return PolicyDocument.fresh("__default_policy_ID").with(List.of(statement));
    }

    /** The text itself, when it is a policy for a topic. */
    static String checked(String text, AttributePlace place) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw place.fault("Policy", "It is longer than " + LONGEST_BYTES + " bytes.");
        }
        if (!(JsonText.value(text) instanceof Map<?, ?> document)) throw malformed(place);
        List<?> statements = PolicyDocument.oneOrAll(document.get("Statement"));
        if (statements == null) throw malformed(place);
        for (Object statement : statements) checkStatement(statement, place);
        return text;
    }

    private static void checkStatement(Object element, AttributePlace place) {
        if (!(element instanceof Map<?, ?> statement)) throw malformed(place);
        Object effect = statement.get("Effect");
        if (!"Allow".equals(effect) && !"Deny".equals(effect)) throw malformed(place);
        checkActions(exactlyOne(statement, "Action", "NotAction", place), place);
        checkPrincipals(exactlyOne(statement, "Principal", "NotPrincipal", place), place);
    }

    private static Object exactlyOne(Map<?, ?> statement, String name, String negated, AttributePlace place) {
        Object value = statement.get(name);
        Object negatedValue = statement.get(negated);
        Object given = value == null ? negatedValue : value;
        if (given == null || (value != null && negatedValue != null)) throw malformed(place);
        return given;
    }

    private static void checkActions(@Nullable Object given, AttributePlace place) {
        List<?> actions = PolicyDocument.oneOrAll(given);
        if (actions == null) throw malformed(place);
        for (Object action : actions) {
            if (!(action instanceof String name)) throw malformed(place);
            if (!name.toLowerCase(Locale.ROOT).startsWith(OF_SNS)) throw outOfScope(place);
        }
    }

    /** Whether a principal exists there is nobody to ask; but some cannot. */
    private static void checkPrincipals(Object given, AttributePlace place) {
        if (given.equals("*")) return;
        if (!(given instanceof Map<?, ?> kinds)) throw malformed(place);
        List<?> principals = PolicyDocument.oneOrAll(kinds.get("AWS"));
        if (principals == null) return;
        for (Object principal : principals) {
            if (!(principal instanceof String name)) throw malformed(place);
            if (!PRINCIPAL.matcher(name).matches()) throw place.fault("Policy Error: PrincipalNotFound");
        }
    }

    private static RuntimeException malformed(AttributePlace place) {
        return place.fault("Policy Error: null");
    }

    private static RuntimeException outOfScope(AttributePlace place) {
        return place.fault("Policy statement action out of service scope!");
    }

    /** The statement that AddPermission makes. */
    static Map<String, Object> statement(String label, List<String> accounts, List<String> actions, TopicId topic) {
        for (String account : accounts) {
            if (!ACCOUNT.matcher(account).matches()) {
                throw SnsFaults.invalidParameter("Policy Error: PrincipalNotFound");
            }
        }
        List<String> spelled = actions.stream().map(action -> "SNS:" + action).toList();
        for (String action : spelled) {
            if (!EVERYTHING.contains(action) && !action.equals(RECEIVE)) throw outOfScope(AttributePlace.ALONE);
        }
        List<String> principals = accounts.stream()
                .map(account -> "arn:aws:iam::" + account + ":root")
                .toList();
        var statement = new LinkedHashMap<String, Object>();
        statement.put("Sid", label);
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("AWS", oneOrAll(principals)));
        statement.put("Action", oneOrAll(spelled));
        statement.put("Resource", topic.arn());
        return statement;
    }

    private static Object oneOrAll(List<String> values) {
        return values.size() == 1 ? values.get(0) : values;
    }

    /** The policy with a statement at its end. */
    static String with(Map<String, Object> statement, String policy) {
        PolicyDocument document = PolicyDocument.of(policy);
        List<Object> statements = document.statements();
        Object label = statement.get("Sid");
        if (statements.stream().anyMatch(present -> PolicyDocument.hasSid(present, label))) {
            throw SnsFaults.invalidParameter("Statement already exists");
        }
        statements.add(statement);
        return checked(document.with(statements), AttributePlace.ALONE);
    }

    /** The policy without the statements of that label, perhaps none. */
    static String without(String label, String policy) {
        PolicyDocument document = PolicyDocument.of(policy);
        List<Object> statements = document.statements();
        boolean removed = statements.removeIf(statement -> PolicyDocument.hasSid(statement, label));
        return removed ? document.with(statements) : policy;
    }
}
