package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.model.Position;
import org.jspecify.annotations.Nullable;

/**
 * The next messages of one lane, read ahead: every waiting message before {@code coveredTo}, without a gap. While that is
 * the whole lane, what is sent goes straight in, and a queue near empty never reads the store.
 */
final class Window {
    private static final Position EVERYTHING = new Position(Long.MAX_VALUE, Long.MAX_VALUE);
    private static final Position NOTHING = new Position(0, 0);

    private final Windows all;
    private final MessageRun messages = new MessageRun();
    private Position coveredTo = NOTHING;
    private long bytes;

    @Nullable
    Window newer;

    @Nullable
    Window older;

    Window(Windows all) {
        this.all = all;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    int size() {
        return messages.size();
    }

    long bytes() {
        return bytes;
    }

    boolean coversEverything() {
        return coveredTo.equals(EVERYTHING);
    }

    StoredMessage get(int index) {
        return messages.get(index);
    }

    StoredMessage first() {
        return messages.first();
    }

    StoredMessage removeFirst() {
        StoredMessage message = messages.removeFirst();
        int weight = message.message().weight();
        bytes -= weight;
        all.used(this, -weight);
        return message;
    }

    /** Takes out one that stands in it or not. */
    void remove(Position position) {
        StoredMessage message = messages.remove(position);
        if (message == null) return;
        int weight = message.message().weight();
        bytes -= weight;
        all.used(this, -weight);
    }

    int indexFrom(Position position) {
        return messages.indexFrom(position);
    }

    /** Of an empty window: it holds every waiting message before this position, once they are offered. */
    void cover(Position to) {
        coveredTo = to;
    }

    void coverEverything() {
        coveredTo = EVERYTHING;
    }

    /**
     * Takes the message in if the window reaches so far and has room, if need be by giving up what stands last.
     *
     * @return whether it stands in the window now
     */
    boolean offer(StoredMessage message) {
        if (message.position().compareTo(coveredTo) >= 0) return false;
        messages.insert(message);
        int weight = message.message().weight();
        bytes += weight;
        all.used(this, weight);
        while (messages.size() > 1
                && (messages.size() > all.limits().windowMessages()
                        || bytes > all.limits().windowBytes())) {
            giveUpLast();
        }
        return message.position().compareTo(coveredTo) < 0;
    }

    /** Forgets what was read ahead. */
    void drop() {
        messages.clear();
        all.dropped(this, bytes);
        bytes = 0;
        coveredTo = NOTHING;
    }

    void checkInvariants() {
        long sum = 0;
        for (int i = 0; i < messages.size(); i++) {
            sum += messages.get(i).message().weight();
            Position position = messages.get(i).position();
            require(position.compareTo(coveredTo) < 0, "%s stands in a window up to %s", position, coveredTo);
            require(
                    i == 0 || messages.get(i - 1).position().compareTo(position) < 0,
                    "%s is out of order in its window",
                    position);
        }
        require(sum == bytes, "the window weighs %s, not %s", sum, bytes);
    }

    private void giveUpLast() {
        StoredMessage last = messages.removeLast();
        int weight = last.message().weight();
        bytes -= weight;
        all.used(this, -weight);
        coveredTo = last.position();
    }
}
