package dev.sluice.broker.store;

import java.util.ArrayList;
import java.util.List;

/** The first problems a verification met, and how many there were beyond. */
final class Problems {
    private final List<String> first = new ArrayList<>();
    private long more;

    void add(String problem) {
        if (first.size() < Verification.MOST_PROBLEMS) first.add(problem);
        else more++;
    }

    List<String> first() {
        return first;
    }

    long more() {
        return more;
    }
}
