package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.StoredMessage;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Messages that a reading thread reads before the shard asks for them; unless that comes first. */
final class EarlyRead {
    private enum State {
        WAITING,
        READING,
        READ,
        GONE
    }

    private final Supplier<List<StoredMessage>> read;
    private final ReadBudget budget;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private State state = State.WAITING;
    private List<StoredMessage> found = List.of();
    private long weight;

    EarlyRead(Supplier<List<StoredMessage>> read, ReadBudget budget) {
        this.read = read;
        this.budget = budget;
    }

    /** By the reading thread. */
    void run() {
        if (!change(State.WAITING, State.READING)) return;
        List<StoredMessage> messages = null;
        try {
            if (budget.hasRoom()) messages = read.get();
        } finally {
            end(messages);
        }
    }

    /** What was read, in the caller's hand; or null when the caller has to read by itself. By the shard thread. */
    @Nullable
    List<StoredMessage> take() {
        lock.lock();
        try {
            while (state == State.READING) ended.awaitUninterruptibly();
            List<StoredMessage> taken = state == State.READ ? found : null;
            forget();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody wants it any more. By the shard thread. */
    void drop() {
        lock.lock();
        try {
            forget();
        } finally {
            lock.unlock();
        }
    }

    private boolean change(State from, State to) {
        lock.lock();
        try {
            if (state != from) return false;
            state = to;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable List<StoredMessage> messages) {
        lock.lock();
        try {
            if (state == State.READING && messages != null) {
                state = State.READ;
                found = messages;
                for (StoredMessage message : messages)
                    weight += message.message().weight();
                budget.spend(weight);
            } else {
                state = State.GONE;
            }
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forget() {
        if (state == State.READ) budget.spend(-weight);
        state = State.GONE;
        found = List.of();
    }
}
