package dev.sluice.broker.scaling.simulation;

import java.util.Arrays;
import java.util.List;

/**
 * What became of a trace.
 *
 * @param workerSeconds what it cost: from the start of each worker to its end, booting and draining among them
 * @param waits seconds from sending to first receive, rising; jobs nobody received are not among them
 * @param unreceived jobs that nobody received
 * @param directionChanges how often the number of workers turned from rising to falling or back
 * @param peak the most workers at once
 * @param secondsAtMax with as many workers as allowed
 * @param workersAtEnd wished for
 * @param curve the number of workers wished for, whenever it changed
 */
public record Outcome(
        double workerSeconds,
        List<Double> waits,
        long unreceived,
        int directionChanges,
        int peak,
        int secondsAtMax,
        int workersAtEnd,
        List<Point> curve) {

    /** So many workers from this second on. */
    public record Point(int second, int workers) {}

    public Outcome {
        waits = List.copyOf(waits);
        curve = List.copyOf(curve);
    }

    static List<Double> sorted(double[] waits, int count) {
        double[] sorted = Arrays.copyOf(waits, count);
        Arrays.sort(sorted);
        return Arrays.stream(sorted).boxed().toList();
    }

    public double workerHours() {
        return workerSeconds / 3600;
    }

    /** Seconds, by nearest rank; 0 when nothing was received. */
    public double waited(double percentile) {
        if (waits.isEmpty()) return 0;
        int rank = (int) Math.ceil(percentile / 100 * waits.size());
        return waits.get(Math.max(0, rank - 1));
    }

    /** Of those received, the share that waited longer than this. */
    public double shareOver(double seconds) {
        if (waits.isEmpty()) return 0;
        return (double) waits.stream().filter(wait -> wait > seconds).count() / waits.size();
    }
}
