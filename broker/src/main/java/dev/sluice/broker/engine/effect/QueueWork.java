package dev.sluice.broker.engine.effect;

import java.util.Arrays;

/**
 * What workers do with a queue. The totals begin anew with a start of the broker and with a purge, since nothing but
 * hints for autoscalers depends on them.
 *
 * @param queue with its counts
 * @param deadLetters whether the redrive policy of a queue or of a subscription names it
 * @param atOnce of the messages moved in those that a move task brought as fast as it could
 * @param completed messages deleted after a receive
 * @param holds how long those were held, from their last receive to their deletion
 * @param services how long they were worked on, where their consumers said so; else how long they were held
 * @param touched messages received and not deleted, by how often they were received
 * @param inFlight those of them that are hidden
 * @param receivedMillis when those were received, epoch milliseconds added up
 * @param returned receives that ended without a deletion: the message came back
 * @param dueSteps of a standard queue, how many delayed messages become due within 15 s, 30 s and so on
 */
public record QueueWork(
        Reply.Described queue,
        boolean deadLetters,
        long atOnce,
        long completed,
        Durations holds,
        Durations services,
        ByReceives touched,
        ByReceives inFlight,
        ByReceives receivedMillis,
        ByReceives returned,
        DueSteps dueSteps) {

    /** Numbers for messages received once, twice, and so on; those received most often are one number. */
    public record ByReceives(long[] numbers) {
        public static final int MOST = 12;
        public static final ByReceives NONE = new ByReceives(new long[MOST]);

        public ByReceives {
            numbers = numbers.clone();
        }

        /** The sum for messages received at least so often: 0 to {@link #MOST} - 1. */
        public long from(int receives) {
            return sum(receives, MOST);
        }

        /** The sum for messages received less often. */
        public long below(int receives) {
            return sum(0, receives);
        }

        private long sum(int from, int to) {
            long sum = 0;
            for (int receives = from; receives < to; receives++) sum += numbers[receives];
            return sum;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByReceives its && Arrays.equals(numbers, its.numbers);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }
    }

    /** How many messages become due within each of the next steps, those of the steps before included. */
    public record DueSteps(int[] within) {
        public static final int STEP_MILLIS = 15_000;
        public static final int STEPS = (int) (DueTimes.MAX_DELAY_MILLIS / STEP_MILLIS);
        public static final DueSteps NONE = new DueSteps(new int[0]);

        public DueSteps {
            within = within.clone();
        }

        /** Within this time, rounded down to a step. */
        public long within(long millis) {
            int step = (int) Math.min(within.length, millis / STEP_MILLIS);
            return step == 0 ? 0 : within[step - 1];
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof DueSteps its && Arrays.equals(within, its.within);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(within);
        }
    }
}
