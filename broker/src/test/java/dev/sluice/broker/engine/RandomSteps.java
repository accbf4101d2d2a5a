package dev.sluice.broker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Steps made of a seed: the same seed gives the same steps. */
final class RandomSteps {
    private final Random random;
    private final int queues;
    private final int restarts;

    /** @param restarts how many in a thousand steps end the process */
    RandomSteps(long seed, int queues, int restarts) {
        this.random = new Random(seed);
        this.queues = queues;
        this.restarts = restarts;
    }

    List<Step> take(int count) {
        var steps = new ArrayList<Step>(count);
        while (steps.size() < count) steps.add(next());
        return steps;
    }

    private Step next() {
        int queue = random.nextInt(queues);
        int dice = random.nextInt(1_000);
        if (dice < restarts) return random.nextBoolean() ? new Step.Restart() : new Step.Crash();
        if (dice < 250) return send(queue);
        if (dice < 480) return new Step.Receive(queue, 1 + random.nextInt(10), oneOf(-1, 0, 0, 1, 3, 20, 300), wait(3));
        if (dice < 630) return new Step.Delete(queue, picks());
        if (dice < 690) return new Step.ChangeVisibility(queue, picks(), oneOf(0, 0, 1, 5, 60, 43_200));
        if (dice < 720) return new Step.Undo(queue, picks());
        if (dice < 725) return new Step.Purge(queue);
        if (dice < 728) return new Step.Recreate(queue);
        if (dice < 740) return new Step.SetRetention(queue, oneOf(60, 90, 600, 345_600));
        if (dice < 750) return new Step.SetDelay(queue, oneOf(0, 0, 2));
        if (dice < 762) return new Step.SetRedrive(queue, random.nextInt(queues), oneOf(0, 1, 1, 2, 2, 5));
        if (dice < 850) return new Step.LetTimePass(millis());
        if (dice < 890) return new Step.Tick();
        if (dice < 920) return new Step.Sweep();
        return new Step.EndTurn();
    }

    private Step send(int queue) {
        var delays = new ArrayList<Integer>();
        var groups = new ArrayList<Integer>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            delays.add(oneOf(-1, -1, 0, 0, 1, 2, 2, 10, 100));
            groups.add(oneOf(0, 0, 1, 1, 1, 2, 2, 3, 4));
        }
        return new Step.Send(queue, delays, groups, random.nextInt(300), oneOf(0, 0, 0, 1, 2, 3));
    }

    private List<Integer> picks() {
        var picks = new ArrayList<Integer>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) picks.add(random.nextInt(1_000_000));
        return picks;
    }

    private int wait(int oneIn) {
        return random.nextInt(oneIn) == 0 ? 20 : oneOf(-1, 0);
    }

    private long millis() {
        return oneOf(1, 30, 100, 999, 1_000, 1_000, 3_000, 20_000, 61_000, 120_000) + (long) random.nextInt(50);
    }

    private int oneOf(int... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
