package dev.sluice.broker.engine;

import java.util.List;

/**
 * One step of a random test. Handles are named by a number that picks one of those given out so far, so that a step means
 * something in any list, whatever was left out before it.
 */
sealed interface Step {
    /** Delays in seconds and message groups, one for each message; delay -1 is the queue's, group 0 is none, as token 0 is. */
    record Send(int queue, List<Integer> delays, List<Integer> groups, int bodyLength, int token) implements Step {}

    record Receive(int queue, int max, int visibilitySeconds, int waitSeconds) implements Step {}

    record Delete(int queue, List<Integer> picks) implements Step {}

    record ChangeVisibility(int queue, List<Integer> picks, int seconds) implements Step {}

    record Undo(int queue, List<Integer> picks) implements Step {}

    record Purge(int queue) implements Step {}

    /** Deletes the queue and creates it again. */
    record Recreate(int queue) implements Step {}

    record SetRetention(int queue, int seconds) implements Step {}

    record SetDelay(int queue, int seconds) implements Step {}

    /** @param maxReceives 0 for no redrive at all */
    record SetRedrive(int queue, int target, int maxReceives) implements Step {}

    record LetTimePass(long millis) implements Step {}

    record Tick() implements Step {}

    record Sweep() implements Step {}

    record EndTurn() implements Step {}

    /** Ends the turn, and the process. */
    record Restart() implements Step {}

    /** Ends the process in the middle of the turn. */
    record Crash() implements Step {}
}
