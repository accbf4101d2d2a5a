package dev.sluice.broker.scaling.simulation;

import dev.sluice.broker.model.Consumers;
import dev.sluice.broker.scaling.ScalingPolicy;
import dev.sluice.broker.scaling.Snapshot;
import dev.sluice.broker.scaling.Snapshot.Counters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Plays a trace: jobs arrive, workers start, take one job at a time and end politely, and an autoscaler looks on once a
 * second. The same trace, autoscaler and seed give the same outcome.
 */
public final class Simulation {

    /**
     * What the world is like.
     *
     * @param bootSeconds from a worker's start to its first receive
     * @param visibilitySeconds after which a job that failed is back
     * @param seed of service times and of who has to go
     * @param downstream jobs a second that what stands behind the workers takes, of all workers together; 0 for all
     */
    public record World(int bootSeconds, int visibilitySeconds, long seed, int downstream) {

        /** Where nothing stands behind the workers. */
        public World(int bootSeconds, int visibilitySeconds, long seed) {
            this(bootSeconds, visibilitySeconds, seed, 0);
        }
    }

    private static final class Job {
        final double arrivedAt;
        final double service;
        final boolean poison;
        int receives;
        double receivedAt;
        double backAt;

        Job(double arrivedAt, double service, boolean poison) {
            this.arrivedAt = arrivedAt;
            this.service = service;
            this.poison = poison;
        }
    }

    private static final class Worker {
        double freeAt;
        boolean leaving;
        boolean gone;

        Worker(double freeAt) {
            this.freeAt = freeAt;
        }
    }

    /** Looks of workers for work, and ends of work: half a minute or so. */
    private static final long MOST_STEPS = 300_000_000;

    private final Trace trace;
    private final World world;
    private final ScalingPolicy policy;
    private final Draws draws;

    private final Queue<Job> visible = new ArrayDeque<>();
    private final Queue<Job> ending = new PriorityQueue<>(Comparator.comparingDouble((Job job) -> job.backAt));
    private final Queue<Worker> free =
            new PriorityQueue<>(Comparator.comparingDouble((Worker worker) -> worker.freeAt));
    private final List<Worker> staying = new ArrayList<>();
    private final double[] waits;
    private int received;
    private int workers;
    private int nextArrival;
    private long inFlight;
    private long suspects;
    private long suspectsVisible;
    private long stepsLeft;
    private double heldSince;
    private long arrived;
    private long completed;
    private long failed;
    private double heldSeconds;
    private double downstreamFreeAt;

    private Simulation(Trace trace, World world, ScalingPolicy policy, long mostSteps) {
        this.trace = trace;
        this.world = world;
        this.policy = policy;
        this.draws = new Draws(world.seed());
        this.stepsLeft = mostSteps;
        this.waits = new double
                [trace.arrivals().stream().mapToInt(Trace.Arrivals::jobs).sum()];
    }

    /**
     * @param policy what counts as a suspect, and the most workers; the autoscaler need not know of it
     * @throws IllegalArgumentException when it would take minutes: many workers that look for work every second of a week
     */
    public static Outcome run(Trace trace, World world, ScalingPolicy policy, Autoscaler autoscaler) {
        return run(trace, world, policy, autoscaler, MOST_STEPS);
    }

    static Outcome run(Trace trace, World world, ScalingPolicy policy, Autoscaler autoscaler, long mostSteps) {
        return new Simulation(trace, world, policy, mostSteps).outcome(autoscaler);
    }

    private Outcome outcome(Autoscaler autoscaler) {
        var curve = new ArrayList<Outcome.Point>();
        double cost = 0;
        int wished = 0;
        int peak = 0;
        int turns = 0;
        int direction = 0;
        int atMax = 0;
        for (int second = 0; second < trace.seconds(); second++) {
            arrive(second);
            int wish = autoscaler.workers(snapshot(second), staying.size());
            if (wish != wished) {
                int towards = Integer.signum(wish - wished);
                if (direction != 0 && towards != direction) turns++;
                direction = towards;
                wished = wish;
                curve.add(new Outcome.Point(second, wish));
            }
            staff(wish, second);
            work(second + 1);
            cost += workers;
            peak = Math.max(peak, workers);
            if (wish >= policy.max()) atMax++;
        }
        long unreceived = arrived - received;
        return new Outcome(cost, Outcome.sorted(waits, received), unreceived, turns, peak, atMax, wished, curve);
    }

    private void arrive(int second) {
        List<Trace.Arrivals> arrivals = trace.arrivals();
        while (nextArrival < arrivals.size() && arrivals.get(nextArrival).second() <= second) {
            Trace.Arrivals next = arrivals.get(nextArrival++);
            for (int i = 0; i < next.jobs(); i++) {
                visible.add(new Job(second, next.service().draw(draws), next.poison()));
            }
            arrived += next.jobs();
        }
    }

    private Snapshot snapshot(int second) {
        long soundVisible = visible.size() - suspectsVisible;
        long soundInFlight = inFlight - suspects;
        Job oldest = visible.peek();
        return new Snapshot(
                second * 1000L,
                soundVisible,
                soundInFlight,
                0,
                0,
                suspects + suspectsVisible,
                oldest == null ? 0 : second - oldest.arrivedAt,
                soundInFlight * (double) second - heldSince,
                Snapshot.NO_GROUPS,
                Consumers.NONE,
                new Counters(arrived, completed, failed, heldSeconds));
    }

    private void staff(int wish, int second) {
        while (staying.size() < wish) {
            var worker = new Worker(second + world.bootSeconds());
            staying.add(worker);
            free.add(worker);
            workers++;
        }
        while (staying.size() > wish) {
            int victim = draws.below(staying.size());
            Worker leaving = staying.set(victim, staying.get(staying.size() - 1));
            staying.remove(staying.size() - 1);
            leaving.leaving = true;
        }
    }

    /** Lets everything happen that does before this second, in order. */
    private void work(int until) {
        var idle = new ArrayList<Worker>();
        while (true) {
            step();
            Job back = ending.peek();
            Worker next = free.peek();
            boolean backFirst = back != null && back.backAt < until && (next == null || back.backAt <= next.freeAt);
            if (backFirst) {
                ending.remove();
                end(back);
                for (Worker worker : idle) {
                    step();
                    worker.freeAt = Math.max(worker.freeAt, back.backAt);
                }
                free.addAll(idle);
                idle.clear();
                continue;
            }
            if (next == null || next.freeAt >= until) break;
            free.remove();
            if (next.leaving) {
                if (!next.gone) workers--;
                next.gone = true;
            } else if (visible.isEmpty()) {
                idle.add(next);
            } else {
                take(next, visible.remove());
                free.add(next);
            }
        }
        for (Worker worker : idle) worker.freeAt = Math.max(worker.freeAt, until);
        free.addAll(idle);
    }

    private void take(Worker worker, Job job) {
        double start = Math.max(worker.freeAt, job.arrivedAt);
        if (hasFailedOften(job)) suspectsVisible--;
        if (job.receives++ == 0) waits[received++] = start - job.arrivedAt;
        job.receivedAt = start;
        worker.freeAt = Math.max(start + job.service, downstream(start));
        boolean fails = job.poison || trace.failsAt(worker.freeAt);
        job.backAt = fails ? Math.max(worker.freeAt, start + world.visibilitySeconds()) : worker.freeAt;
        inFlight++;
        if (job.receives > policy.suspectReceives()) suspects++;
        else heldSince += start;
        ending.add(job);
    }

    /** When a job begun now is through behind the workers: they come there in the order they begin. */
    private double downstream(double start) {
        if (world.downstream() == 0) return start;
        downstreamFreeAt = Math.max(downstreamFreeAt, start) + 1.0 / world.downstream();
        return downstreamFreeAt;
    }

    private void end(Job job) {
        boolean suspect = job.receives > policy.suspectReceives();
        inFlight--;
        if (suspect) suspects--;
        else heldSince -= job.receivedAt;
        if (!job.poison && !trace.failsAt(job.receivedAt + job.service)) {
            completed++;
            heldSeconds += job.backAt - job.receivedAt;
            return;
        }
        if (!suspect) failed++;
        visible.add(job);
        if (hasFailedOften(job)) suspectsVisible++;
    }

    private boolean hasFailedOften(Job job) {
        return job.receives >= policy.suspectReceives();
    }

    private void step() {
        if (stepsLeft-- == 0) {
            throw new IllegalArgumentException(
                    "this takes too long: simulate fewer seconds, fewer workers, or longer visibility timeouts");
        }
    }
}
