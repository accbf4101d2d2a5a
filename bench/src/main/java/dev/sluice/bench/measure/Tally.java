package dev.sluice.bench.measure;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts one kind of event and how long each took. Owned by the loop thread. */
public final class Tally {
    private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final int DIGITS = 3;

    private final String name;
    private final boolean request;
    private final Histogram nanos = new Histogram(MAX_NANOS, DIGITS);
    private long messages;
    private long errors;

    Tally(String name, boolean request) {
        this.name = name;
        this.request = request;
    }

    void add(long tookNanos, int messageCount) {
        nanos.recordValue(Math.min(Math.max(tookNanos, 0), MAX_NANOS));
        messages += messageCount;
    }

    void addError() {
        errors++;
    }

    void clear() {
        nanos.reset();
        messages = 0;
        errors = 0;
    }

    public String name() {
        return name;
    }

    /** False for what is not a request of its own, such as the way of a message from end to end. */
    public boolean isRequest() {
        return request;
    }

    public long count() {
        return nanos.getTotalCount();
    }

    public long messages() {
        return messages;
    }

    public long errors() {
        return errors;
    }

    public double percentileMillis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    public double maxMillis() {
        return nanos.getMaxValue() / 1e6;
    }
}
