package dev.sluice.broker.engine.effect;

/**
 * What a topic must remember besides its definition.
 *
 * @param nextSequence of a FIFO topic, what its next message gets
 * @param published messages accepted since it was created
 * @param deletedSubscriptions since it was created
 * @param archivedFrom the archive's messages are those from this sequence up to the next one; equal to it when there are none
 * @param archivedSince epoch milliseconds from which on it has kept every message; 0 while it keeps none
 */
public record TopicHead(
        long nextSequence, long published, long deletedSubscriptions, long archivedFrom, long archivedSince) {

    public static TopicHead empty() {
        return new TopicHead(1, 0, 0, 1, 0);
    }
}
