package dev.sluice.bench.load;

import dev.sluice.bench.measure.Meter;
import dev.sluice.bench.measure.Tally;
import dev.sluice.bench.wire.Connection;
import dev.sluice.bench.wire.Response;
import dev.sluice.bench.wire.SendRequest;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends messages, round the queues or to a topic, as fast as answers come or at a rate. */
public final class Sender implements Load {
    private static final byte[] MESSAGE_ID = Response.name("MessageId");

    private final EventLoop loop;
    private final List<SendRequest> queues;
    private final Pacer pacer;
    private final long limit;
    private final boolean checked;
    private final Ledger ledger;
    private final Meter meter;
    private final Tally tally;
    private final Deque<Slot> idle = new ArrayDeque<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private int connected;
    private int nextQueue;
    private boolean stopped;
    private boolean waiting;

    /**
     * @param limit messages to send in all
     * @param checked whether a batch's answer must name every message; the floor's cannot
     */
    public Sender(
            EventLoop loop,
            List<Connection> connections,
            List<SendRequest> queues,
            Pacer pacer,
            long limit,
            boolean checked,
            Ledger ledger,
            Meter meter) {
        this.loop = loop;
        this.queues = List.copyOf(queues);
        this.pacer = pacer;
        this.limit = limit;
        this.checked = checked;
        this.ledger = ledger;
        this.meter = meter;
        this.tally = meter.requests(queues.get(0).action());
        for (var connection : connections) idle.add(new Slot(connection));
        this.connected = connections.size();
    }

    @Override
    public void start() {
        pump();
    }

    @Override
    public void stop() {
        stopped = true;
        pump();
    }

    @Override
    public CompletableFuture<Void> finished() {
        return finished;
    }

    /** Gives idle connections whatever is due. */
    private void pump() {
        while (!idle.isEmpty() && !stopped && ledger.sent() < limit) {
            long now = System.nanoTime();
            long dueAt = pacer.take(now);
            if (dueAt == Pacer.NOT_YET) {
                waitUntilDue(now);
                return;
            }
            idle.pop().send(dueAt);
        }
        boolean done = stopped || ledger.sent() >= limit;
        if (connected == 0 || (done && idle.size() == connected)) finished.complete(null);
    }

    private void waitUntilDue(long now) {
        if (waiting) return;
        waiting = true;
        var unused = loop.schedule(
                () -> {
                    waiting = false;
                    pump();
                },
                pacer.nanosUntilDue(now),
                TimeUnit.NANOSECONDS);
    }

    private final class Slot implements Connection.Listener {
        private final Connection connection;
        private SendRequest request = queues.get(0);
        private long sequence;
        private long dueAt;

        Slot(Connection connection) {
            this.connection = connection;
        }

        void send(long due) {
            request = queues.get(nextQueue);
            nextQueue = (nextQueue + 1) % queues.size();
            sequence = ledger.take(request.messages());
            dueAt = due;
            request.send(connection, sequence, due, this);
        }

        @Override
        public void answered(Connection from, Response response) {
            int messages = request.messages();
            if (!response.ok() || (checked && messages > 1 && response.count(MESSAGE_ID) != messages)) {
                meter.countError(tally, response.status() + " " + response.body());
            } else {
                ledger.acknowledge(sequence, messages);
                meter.count(tally, System.nanoTime() - dueAt, messages);
            }
            idle.push(this);
            pump();
        }

        @Override
        public void lost(Connection from, Throwable cause) {
            meter.countError(tally, cause.toString());
            connected--;
            pump();
        }
    }
}
