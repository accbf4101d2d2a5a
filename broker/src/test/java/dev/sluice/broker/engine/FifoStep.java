package dev.sluice.broker.engine;

import java.util.List;

/** One step of a random test of FIFO queues. Handles are named as in {@link Step}. */
sealed interface FifoStep {
    /** Messages by their group, each with the number of a deduplication id, or -1 for one of its own. */
    record Send(List<String> groups, List<Integer> deduplications, int bodyLength) implements FifoStep {}

    /** @param attempt 0 for none */
    record Receive(int max, int visibilitySeconds, int attempt) implements FifoStep {}

    record Delete(List<Integer> picks) implements FifoStep {}

    record ChangeVisibility(List<Integer> picks, int seconds) implements FifoStep {}

    record Undo(List<Integer> picks) implements FifoStep {}

    record Purge() implements FifoStep {}

    record SetRetention(int seconds) implements FifoStep {}

    record LetTimePass(long millis) implements FifoStep {}

    record Tick() implements FifoStep {}

    record EndTurn() implements FifoStep {}

    /** Ends the process, in the middle of the turn or after it. */
    record Crash(boolean afterTurn) implements FifoStep {}
}
