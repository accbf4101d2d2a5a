package dev.sluice.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The measured window of a load: what ends while it is open is counted. Owned by the loop thread. */
public final class Meter {
    private static final int ERROR_SAMPLES = 3;

    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<String> errorSamples = new ArrayList<>();
    private boolean open;

    /** A tally of requests of that action. */
    public Tally requests(String action) {
        return tallies.computeIfAbsent(action, name -> new Tally(name, true));
    }

    /** A tally of something that is no request. */
    public Tally events(String name) {
        return tallies.computeIfAbsent(name, key -> new Tally(key, false));
    }

    /** Starts counting, from zero. */
    public void open() {
        tallies.values().forEach(Tally::clear);
        open = true;
    }

    public void close() {
        open = false;
    }

    public void count(Tally tally, long tookNanos, int messages) {
        if (open) tally.add(tookNanos, messages);
    }

    /** Errors before the window opens are counted in no tally, but their text is kept. */
    public void countError(Tally tally, String what) {
        if (errorSamples.size() < ERROR_SAMPLES) errorSamples.add(tally.name() + ": " + what);
        if (open) tally.addError();
    }

    public List<Tally> tallies() {
        return List.copyOf(tallies.values());
    }

    /** The first few errors' texts. */
    public List<String> errorSamples() {
        return List.copyOf(errorSamples);
    }
}
