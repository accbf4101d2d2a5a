package dev.sluice.broker.api.protection;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at messages and changes nothing. */
public final class Audit {
    private final Operation.Sample sample;
    private final List<DataIdentifier> identifiers;

    Audit(Operation.Sample sample, List<DataIdentifier> identifiers) {
        this.sample = sample;
        this.identifiers = identifiers;
    }

    /** Of how many percent of the messages it is told what is in them, 0 to 99. */
    public int percent() {
        return sample.percent();
    }

    /** Whether a message is to be told of in which nothing was found. */
    public boolean tells(Map<String, Integer> findings) {
        return findings.isEmpty() ? sample.toldOfNothing() : sample.toldOfFindings();
    }

    /** How often what was found, by the names of the identifiers. */
    public Map<String, Integer> findings(String text) {
        var found = new TreeMap<String, Integer>();
        for (DataIdentifier identifier : identifiers) {
            int times = identifier.find(text).size();
            if (times > 0) found.put(identifier.name(), times);
        }
        return found;
    }
}
