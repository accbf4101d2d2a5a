package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.AcceptedRequest;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.Reply.SendOutcome;
import dev.sluice.broker.model.MessageId;
import java.nio.ByteBuffer;
import java.util.ArrayList;

/** The row of a request with a token. Each outcome is a message's id, or why there is none. */
final class RequestRow {
    private static final byte V1 = 1;
    private static final byte ACCEPTED = 0;
    private static final byte TOO_LARGE = 1;

    private RequestRow() {}

    /** At least what {@link #write} will take. */
    static int bytes(AcceptedRequest request) {
        return 2 + 2 * Long.BYTES + request.outcomes().size() * (1 + 2 * Long.BYTES);
    }

    static void write(ByteBuffer out, AcceptedRequest request) {
        out.put(V1).putLong(request.at()).putLong(request.bodies());
        out.put((byte) request.outcomes().size());
        for (SendOutcome outcome : request.outcomes()) {
            Rejected rejected = outcome.rejected();
            MessageId id = outcome.id();
            if (rejected != null) out.put(TOO_LARGE).putInt(limit(rejected));
            else if (id != null) out.put(ACCEPTED).putLong(id.high()).putLong(id.low());
        }
    }

    private static int limit(Rejected rejected) {
        if (rejected.reason() == Rejection.MESSAGE_TOO_LARGE) return Integer.parseInt(rejected.detail());
        throw new IllegalArgumentException(rejected + " is no outcome of a message to a standard queue");
    }

    static AcceptedRequest read(ByteBuffer in) {
        Rows.version(in, "accepted request");
        long at = in.getLong();
        long bodies = in.getLong();
        int count = in.get();
        var outcomes = new ArrayList<SendOutcome>(count);
        for (int i = 0; i < count; i++) outcomes.add(readOutcome(in));
        return new AcceptedRequest(at, bodies, outcomes);
    }

    private static SendOutcome readOutcome(ByteBuffer in) {
        byte kind = in.get();
        return switch (kind) {
            case ACCEPTED -> SendOutcome.accepted(new MessageId(in.getLong(), in.getLong()));
            case TOO_LARGE ->
                SendOutcome.rejected(new Rejected(Rejection.MESSAGE_TOO_LARGE, Integer.toString(in.getInt())));
            default -> throw new StoreException("an accepted request with an outcome of unknown kind " + kind);
        };
    }
}
