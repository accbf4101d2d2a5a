package dev.sluice.broker.api.protection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic's data protection policy: what is looked for in the texts of its messages, and what is done when it is there.
 * Statements take effect in the order denials, then de-identifications, and these one after the other, each on what the one
 * before left.
 */
public final class ProtectionPolicy {
    /** Of a topic that has none. */
    public static final ProtectionPolicy NONE = new ProtectionPolicy(List.of());

    private final List<Statement> statements;

    ProtectionPolicy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /** @throws InvalidProtectionPolicy saying what is wrong with it, or cannot be done here */
    public static ProtectionPolicy of(String json) throws InvalidProtectionPolicy {
        return new PolicyReader(json).policy();
    }

    /**
     * Whether a text may not pass.
     *
     * @param account who publishes; of no matter to what goes out
     */
    public boolean denies(Direction direction, String account, String text) {
        return statements.stream()
                .anyMatch(statement -> statement.operation() instanceof Operation.Deny
                        && statement.isAbout(direction, account)
                        && statement.finds(text));
    }

    /** What is left of a text to pass on; the same text when nothing is hidden. */
    public String deidentified(Direction direction, String account, String text) {
        String left = text;
        for (Statement statement : statements) {
            if (statement.operation() instanceof Operation.Deidentify deidentify
                    && statement.isAbout(direction, account)) {
                left = Hiding.of(statement.spans(left), deidentify.mask(), left);
            }
        }
        return left;
    }

    /** How the account's messages are to be looked at without changing them; null for not at all. */
    public @Nullable Audit audit(String account) {
        for (Statement statement : statements) {
            if (statement.operation() instanceof Operation.Sample sample
                    && statement.isAbout(Direction.INBOUND, account)) {
                return new Audit(sample, statement.identifiers());
            }
        }
        return null;
    }

    /** Which of the texts that enter or leave a topic. */
    public enum Direction {
        INBOUND,
        OUTBOUND
    }
}
