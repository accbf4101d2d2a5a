package dev.sluice.broker.api.protection;

import dev.sluice.broker.api.protection.ProtectionPolicy.Direction;
import dev.sluice.broker.json.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a policy. Whatever is not known, or not done here, is refused by name: nothing is accepted and then ignored. */
final class PolicyReader {
    private static final String VERSION = "2021-06-01";
    private static final String MANAGED = "arn:aws:dataprotection::aws:data-identifier/";
    private static final String EVERYBODY = "*";
    private static final int MOST_CUSTOM_IDENTIFIERS = 10;
    private static final int LONGEST_REGEX = 200;
    private static final Pattern CUSTOM_NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:aws:iam::)?([0-9]{12})(?::root)?");

    private final String text;
    private final Map<String, DataIdentifier> custom = new HashMap<>();
    private final Set<String> notTold = new TreeSet<>();

    PolicyReader(String text) {
        this.text = text;
    }

    ProtectionPolicy policy() throws InvalidProtectionPolicy {
        Map<?, ?> policy = object(JsonText.value(text), "The policy");
        requireKnown(policy, "The policy", "Name", "Description", "Version", "Configuration", "Statement");
        string(policy, "Name");
        if (!VERSION.equals(policy.get("Version"))) throw invalid("Version must be " + VERSION);
        if (policy.containsKey("Configuration"))
            readConfiguration(object(policy.get("Configuration"), "Configuration"));

        var statements = new ArrayList<Statement>();
        if (!(policy.get("Statement") instanceof List<?> given)) throw invalid("Statement must be a list");
        for (Object each : given) statements.add(statement(object(each, "A Statement")));
        if (!notTold.isEmpty()) {
            throw invalid("These data identifiers cannot be detected: " + String.join(", ", notTold));
        }
        long audits = statements.stream()
                .filter(statement -> statement.operation() instanceof Operation.Sample)
                .count();
        if (audits > 1) throw invalid("A policy can have one Audit statement only");
        return new ProtectionPolicy(statements);
    }

    private void readConfiguration(Map<?, ?> configuration) throws InvalidProtectionPolicy {
        requireKnown(configuration, "Configuration", "CustomDataIdentifier");
        List<?> identifiers = list(configuration.get("CustomDataIdentifier"), "CustomDataIdentifier");
        if (identifiers.size() > MOST_CUSTOM_IDENTIFIERS) {
            throw invalid("A policy can have " + MOST_CUSTOM_IDENTIFIERS + " custom data identifiers at most");
        }
        for (Object each : identifiers) {
            Map<?, ?> identifier = object(each, "A CustomDataIdentifier");
            requireKnown(identifier, "A CustomDataIdentifier", "Name", "Regex");
            String name = string(identifier, "Name");
            String regex = string(identifier, "Regex");
            if (!CUSTOM_NAME.matcher(name).matches()) {
                throw invalid("The Name of a custom data identifier has 1 to 128 letters, digits, _ and -: " + name);
            }
            if (regex.isEmpty() || regex.length() > LONGEST_REGEX) {
                throw invalid("The Regex of " + name + " must have 1 to " + LONGEST_REGEX + " characters");
            }
            if (ManagedIdentifiers.named(name) != null
                    || custom.put(name, DataIdentifier.custom(name, regex)) != null) {
                throw invalid("There is another data identifier named " + name);
            }
        }
    }

    private Statement statement(Map<?, ?> statement) throws InvalidProtectionPolicy {
        requireKnown(statement, "A Statement", "Sid", "DataDirection", "Principal", "DataIdentifier", "Operation");
        Direction direction = direction(string(statement, "DataDirection"));
        Operation operation = operation(object(statement.get("Operation"), "Operation"));
        if (operation instanceof Operation.Sample && direction != Direction.INBOUND) {
            throw invalid("The DataDirection of an Audit statement must be Inbound");
        }
        Set<String> accounts = accounts(statement.get("Principal"));
        if (direction == Direction.OUTBOUND && !accounts.isEmpty()) {
            throw invalid(
                    "The Principal of an Outbound statement must be \"*\": certain subscribers cannot be told apart");
        }
        return new Statement(direction, accounts, identifiers(statement), operation);
    }

    private static Direction direction(String direction) throws InvalidProtectionPolicy {
        return switch (direction) {
            case "Inbound" -> Direction.INBOUND;
            case "Outbound" -> Direction.OUTBOUND;
            default -> throw invalid("DataDirection must be Inbound or Outbound");
        };
    }

    /** Empty for everybody. */
    private static Set<String> accounts(@Nullable Object principal) throws InvalidProtectionPolicy {
        var accounts = new HashSet<String>();
        for (Object each : principal instanceof String one ? List.of(one) : list(principal, "Principal")) {
            if (EVERYBODY.equals(each)) return Set.of();
            var account = ACCOUNT.matcher(String.valueOf(each));
            if (!account.matches())
                throw invalid("A Principal is \"*\", an account or its root, for there are no users: " + each);
            accounts.add(account.group(1));
        }
        return accounts;
    }

    private List<DataIdentifier> identifiers(Map<?, ?> statement) throws InvalidProtectionPolicy {
        var identifiers = new ArrayList<DataIdentifier>();
        for (Object each : list(statement.get("DataIdentifier"), "DataIdentifier")) {
            String name = String.valueOf(each);
            DataIdentifier identifier = name.startsWith(MANAGED)
                    ? ManagedIdentifiers.named(name.substring(MANAGED.length()))
                    : custom.get(name);
            if (identifier == null) notTold.add(name);
            else identifiers.add(identifier);
        }
        return identifiers;
    }

    private static Operation operation(Map<?, ?> operation) throws InvalidProtectionPolicy {
        requireKnown(operation, "Operation", "Deny", "Deidentify", "Audit");
        if (operation.size() != 1) throw invalid("An Operation is one of Deny, Deidentify and Audit");
        if (operation.containsKey("Audit")) return audit(object(operation.get("Audit"), "Audit"));
        if (operation.containsKey("Deidentify")) return deidentify(object(operation.get("Deidentify"), "Deidentify"));
        requireKnown(object(operation.get("Deny"), "Deny"), "Deny");
        return new Operation.Deny();
    }

    private static Operation deidentify(Map<?, ?> deidentify) throws InvalidProtectionPolicy {
        requireKnown(deidentify, "Deidentify", "MaskConfig", "RedactConfig");
        if (deidentify.size() != 1) throw invalid("Deidentify has one of MaskConfig and RedactConfig");
        if (deidentify.containsKey("RedactConfig")) {
            requireKnown(object(deidentify.get("RedactConfig"), "RedactConfig"), "RedactConfig");
            return new Operation.Deidentify(null);
        }
        Map<?, ?> mask = object(deidentify.get("MaskConfig"), "MaskConfig");
        requireKnown(mask, "MaskConfig", "MaskWithCharacter");
        String character = string(mask, "MaskWithCharacter");
        boolean fits = character.length() == 1
                && character.charAt(0) >= ' '
                && character.charAt(0) <= '~'
                && character.charAt(0) != '"'
                && character.charAt(0) != '\\';
        if (!fits)
            throw invalid(
                    "MaskWithCharacter must be one printable ASCII character, no quotation mark and no backslash");
        return new Operation.Deidentify(character.charAt(0));
    }

    private static Operation audit(Map<?, ?> audit) throws InvalidProtectionPolicy {
        requireKnown(audit, "Audit", "SampleRate", "FindingsDestination", "NoFindingsDestination");
        Object rate = audit.get("SampleRate");
        String digits = rate == null ? "" : JsonText.plain(rate);
        if (!digits.matches("[0-9]{1,2}")) throw invalid("SampleRate must be a whole number from 0 to 99");
        for (String destination : List.of("FindingsDestination", "NoFindingsDestination")) {
            if (audit.containsKey(destination)) {
                requireKnown(
                        object(audit.get(destination), destination), destination, "CloudWatchLogs", "Firehose", "S3");
            }
        }
        return new Operation.Sample(
                Integer.parseInt(digits),
                audit.containsKey("FindingsDestination"),
                audit.containsKey("NoFindingsDestination"));
    }

    private static void requireKnown(Map<?, ?> object, String what, String... names) throws InvalidProtectionPolicy {
        for (Object name : object.keySet()) {
            if (!List.of(names).contains(name)) throw invalid(what + " has a member that is not supported: " + name);
        }
    }

    private static Map<?, ?> object(@Nullable Object value, String what) throws InvalidProtectionPolicy {
        if (value instanceof Map<?, ?> object) return object;
        throw invalid(what + " must be a JSON object");
    }

    private static List<?> list(@Nullable Object value, String what) throws InvalidProtectionPolicy {
        if (value instanceof List<?> list && !list.isEmpty()) return list;
        throw invalid(what + " must be a list with something in it");
    }

    private static String string(Map<?, ?> object, String name) throws InvalidProtectionPolicy {
        if (object.get(name) instanceof String value) return value;
        throw invalid(name + " must be a string");
    }

    private static InvalidProtectionPolicy invalid(String message) {
        return new InvalidProtectionPolicy(message);
    }
}
