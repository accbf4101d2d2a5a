package dev.sluice.bench.load;

import dev.sluice.bench.measure.Meter;
import dev.sluice.bench.measure.Tally;
import dev.sluice.bench.wire.Connection;
import dev.sluice.bench.wire.DeleteRequest;
import dev.sluice.bench.wire.MessageBody;
import dev.sluice.bench.wire.Requests;
import dev.sluice.bench.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Receives ten messages at most, deletes them in one batch, and again, on every connection. */
public final class Consumer implements Load {
    private static final byte[] BODY = Response.name("Body");
    private static final byte[] FAILURE = Response.name("Code");

    /** When a queue that should hold more has answered nothing for so long, the rest is lost. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final MessageBody ours;
    private final Ledger ledger;
    private final Meter meter;
    private final Tally receives;
    private final Tally emptyReceives;
    private final Tally deletes;
    private final Tally endToEnd;
    private final boolean timed;
    private final long limit;
    private final List<Worker> workers = new ArrayList<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private int connected;
    private long received;
    private int deletionsOnTheirWay;
    private long lastReceivedAt;
    private boolean stopped;

    /**
     * @param queueUrls connection number i polls queue number i modulo their number
     * @param waitSeconds of each receive, 0 to 20
     * @param limit after so many messages it has finished and receives no more
     * @param timed whether the time from when a message was due to be sent counts
     */
    public Consumer(
            Requests requests,
            List<String> queueUrls,
            List<Connection> connections,
            int waitSeconds,
            long limit,
            boolean timed,
            MessageBody ours,
            Ledger ledger,
            Meter meter) {
        this.ours = ours;
        this.ledger = ledger;
        this.meter = meter;
        this.timed = timed;
        this.limit = limit;
        this.endToEnd = meter.events("end to end");
        this.receives = meter.requests("ReceiveMessage");
        this.emptyReceives = meter.requests("empty receive");
        this.deletes = meter.requests("DeleteMessageBatch");
        var polls = new ArrayList<byte[]>();
        var deletions = new ArrayList<DeleteRequest>();
        for (var url : queueUrls) {
            polls.add(requests.receive(url, waitSeconds));
            deletions.add(new DeleteRequest(requests, url));
        }
        for (int i = 0; i < connections.size(); i++) {
            int queue = i % queueUrls.size();
            workers.add(new Worker(connections.get(i), polls.get(queue), deletions.get(queue)));
        }
        this.connected = workers.size();
    }

    @Override
    public void start() {
        lastReceivedAt = System.nanoTime();
        workers.forEach(Worker::receive);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public CompletableFuture<Void> finished() {
        return finished;
    }

    private final class Worker implements Connection.Listener {
        private final Connection connection;
        private final byte[] poll;
        private final DeleteRequest deletion;
        private boolean deleting;
        private int messages;
        private long sentAt;

        Worker(Connection connection, byte[] poll, DeleteRequest deletion) {
            this.connection = connection;
            this.poll = poll;
            this.deletion = deletion;
        }

        void receive() {
            if (stopped || received >= limit) return;
            deleting = false;
            sentAt = System.nanoTime();
            connection.send(poll, poll.length, this);
        }

        @Override
        public void answered(Connection from, Response response) {
            long now = System.nanoTime();
            if (deleting) deleted(response, now);
            else received(response, now);
        }

        private void received(Response response, long now) {
            if (!response.ok()) {
                meter.countError(receives, response.status() + " " + response.body());
                receive();
                return;
            }
            messages = 0;
            for (int at = response.stringMember(BODY, 0);
                    at >= 0;
                    at = response.stringMember(BODY, response.stringEnd(at))) {
                messages++;
                note(response, at, now);
            }
            meter.count(messages == 0 ? emptyReceives : receives, now - sentAt, messages);
            if (messages == 0) {
                if (limit < Long.MAX_VALUE && now - lastReceivedAt > QUIET_NANOS) finished.complete(null);
                else receive();
                return;
            }
            received += messages;
            lastReceivedAt = now;
            deleting = true;
            deletionsOnTheirWay++;
            sentAt = now;
            deletion.send(connection, response, this);
        }

        private void note(Response response, int bodyAt, long now) {
            if (!ours.isOurs(response, bodyAt)) return;
            ledger.receive(MessageBody.sequence(response, bodyAt));
            if (timed) meter.count(endToEnd, now - MessageBody.dueAt(response, bodyAt), 1);
        }

        private void deleted(Response response, long now) {
            if (!response.ok() || response.count(FAILURE) > 0) {
                meter.countError(deletes, response.status() + " " + response.body());
            } else {
                meter.count(deletes, now - sentAt, messages);
            }
            deletionsOnTheirWay--;
            if (received >= limit && deletionsOnTheirWay == 0) finished.complete(null);
            receive();
        }

        @Override
        public void lost(Connection from, Throwable cause) {
            meter.countError(deleting ? deletes : receives, cause.toString());
            if (--connected == 0) finished.complete(null);
        }
    }
}
