package dev.sluice.broker.api.protection;

import dev.sluice.broker.api.protection.ProtectionPolicy.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One statement of a policy.
 *
 * @param accounts whose messages it is about; empty for everybody's
 */
record Statement(Direction direction, Set<String> accounts, List<DataIdentifier> identifiers, Operation operation) {

    Statement {
        accounts = Set.copyOf(accounts);
        identifiers = List.copyOf(identifiers);
    }

    boolean isAbout(Direction asked, String account) {
        return direction == asked && (accounts.isEmpty() || accounts.contains(account));
    }

    boolean finds(String text) {
        return identifiers.stream()
                .anyMatch(identifier -> !identifier.find(text).isEmpty());
    }

    /** They may overlap. */
    List<Span> spans(String text) {
        var spans = new ArrayList<Span>();
        for (DataIdentifier identifier : identifiers) spans.addAll(identifier.find(text));
        return spans;
    }
}
