package dev.sluice.client;

/**
 * How many messages a queue has. Sluice counts exactly, as of the moment of its answer; SQS approximately, and up to a minute
 * late.
 *
 * <pre>{@code
 * QueueStats jobs = queue.stats();
 * if (jobs.available() > 1_000) System.out.println(jobs.total() + " jobs, " + jobs.inFlight() + " of them being done");
 * }</pre>
 *
 * @param available messages that can be received now; in a FIFO queue also those that wait for others of their group
 * @param inFlight messages received, hidden and not deleted
 * @param delayed messages sent with a delay that is not over
 */
public record QueueStats(long available, long inFlight, long delayed) {

    /** Messages in the queue, wherever they are. */
    public long total() {
        return available + inFlight + delayed;
    }
}
