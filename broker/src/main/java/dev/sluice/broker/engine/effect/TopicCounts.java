package dev.sluice.broker.engine.effect;

/**
 * Of one topic at one instant.
 *
 * @param confirmed subscriptions
 * @param pending subscriptions that nobody has confirmed yet
 * @param deleted subscriptions, since the topic was created
 * @param published messages accepted since the topic was created
 * @param archivedSince epoch milliseconds from which on replays are possible; 0 when there is no archive
 */
public record TopicCounts(int confirmed, int pending, long deleted, long published, long archivedSince) {}
