package dev.sluice.bench.jmh;

import dev.sluice.broker.engine.effect.Accepted;
import dev.sluice.broker.engine.effect.AcceptedRequest;
import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last messages of one log's lanes 0 and 2, so that reading and writing cost next to nothing. */
final class RecentMessages implements StoredMessages {
    private static final int KEPT = 1 << 12;

    private final @Nullable StoredMessage[] ring = new StoredMessage[KEPT];
    private final @Nullable StoredMessage[] heldBack = new StoredMessage[KEPT];

    void write(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.PutMessage put) {
                Position position = put.position();
                ring(position)[place(position.sequence())] = new StoredMessage(position, put.sentAt(), put.message());
            }
        }
    }

    @Override
    public @Nullable StoredMessage find(long logId, Position position) {
        var found = ring(position)[place(position.sequence())];
        return found != null && found.position().equals(position) ? found : null;
    }

    @Override
    public List<StoredMessage> available(long logId, long from, long to, int maxMessages, int maxBytes) {
        return read(logId, Position.available(from), to, maxMessages, maxBytes);
    }

    @Override
    public List<StoredMessage> heldBack(long logId, long from, long to, int maxMessages, int maxBytes) {
        return read(logId, Position.heldBack(from), to, maxMessages, maxBytes);
    }

    private List<StoredMessage> read(long logId, Position from, long to, int maxMessages, int maxBytes) {
        var found = new ArrayList<StoredMessage>();
        int bytes = 0;
        for (Position at = from;
                at.sequence() < to && found.size() < maxMessages && bytes <= maxBytes;
                at = at.next()) {
            var message = find(logId, at);
            if (message == null) continue;
            found.add(message);
            bytes += message.message().weight();
        }
        return found;
    }

    @Override
    public List<StoredMessage> delayed(long logId, Position from, int maxMessages, int maxBytes) {
        return List.of();
    }

    @Override
    public List<StoredMessage> outlines(long logId, long from, long to, int max) {
        throw new UnsupportedOperationException("only standard queues are measured");
    }

    @Override
    public List<StoredMessage> group(long logId, long group, long from, int max) {
        throw new UnsupportedOperationException("only standard queues are measured");
    }

    @Override
    public @Nullable StoredMessage find(long logId, long group, long sequence) {
        throw new UnsupportedOperationException("only standard queues are measured");
    }

    @Override
    public GroupCount countGroups(long logId, long after, int max) {
        throw new UnsupportedOperationException("only standard queues are measured");
    }

    @Override
    public @Nullable Accepted accepted(long logId, DeduplicationKey key) {
        return null;
    }

    @Override
    public @Nullable AcceptedRequest acceptedRequest(long logId, DeduplicationKey key) {
        return null;
    }

    private @Nullable StoredMessage[] ring(Position position) {
        return position.isHeldBack() ? heldBack : ring;
    }

    private static int place(long sequence) {
        return (int) (sequence & (KEPT - 1));
    }
}
