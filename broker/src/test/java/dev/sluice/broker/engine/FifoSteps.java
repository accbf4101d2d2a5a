package dev.sluice.broker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Steps for a FIFO queue, made of a seed: the same seed gives the same steps. */
final class FifoSteps {
    private final Random random;
    private final int groups;
    private final int crashes;

    /** @param crashes how many in a thousand steps end the process */
    FifoSteps(long seed, int groups, int crashes) {
        this.random = new Random(seed);
        this.groups = groups;
        this.crashes = crashes;
    }

    List<FifoStep> take(int count) {
        var steps = new ArrayList<FifoStep>(count);
        while (steps.size() < count) steps.add(next());
        return steps;
    }

    private FifoStep next() {
        int dice = random.nextInt(1_000);
        if (dice < crashes) return new FifoStep.Crash(random.nextBoolean());
        if (dice < 280) return send();
        if (dice < 500) {
            return new FifoStep.Receive(
                    1 + random.nextInt(10), oneOf(-1, 0, 1, 3, 20, 300), random.nextInt(4) == 0 ? oneOf(1, 2, 3) : 0);
        }
        if (dice < 690) return new FifoStep.Delete(picks());
        if (dice < 740) return new FifoStep.ChangeVisibility(picks(), oneOf(0, 0, 1, 5, 60, 43_200));
        if (dice < 770) return new FifoStep.Undo(picks());
        if (dice < 773) return new FifoStep.Purge();
        if (dice < 780) return new FifoStep.SetRetention(oneOf(60, 90, 600, 345_600));
        if (dice < 880)
            return new FifoStep.LetTimePass(oneOf(1, 30, 999, 1_000, 1_000, 3_000, 20_000, 61_000, 290_000));
        if (dice < 920) return new FifoStep.Tick();
        return new FifoStep.EndTurn();
    }

    private FifoStep send() {
        var sentGroups = new ArrayList<String>();
        var deduplications = new ArrayList<Integer>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            sentGroups.add("g" + random.nextInt(groups));
            deduplications.add(random.nextInt(5) == 0 ? random.nextInt(8) : -1);
        }
        return new FifoStep.Send(sentGroups, deduplications, random.nextInt(300));
    }

    private List<Integer> picks() {
        var picks = new ArrayList<Integer>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) picks.add(random.nextInt(1_000_000));
        return picks;
    }

    private int oneOf(int... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
