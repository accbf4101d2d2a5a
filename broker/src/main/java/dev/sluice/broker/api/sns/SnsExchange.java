package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Call;
import dev.sluice.broker.api.Caller;
import dev.sluice.broker.api.OpenRequest;
import dev.sluice.broker.api.Wire;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.protocol.error.ApiException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request of SNS on its way to its answer. Owned by the call's event loop. */
final class SnsExchange<O> extends OpenRequest<O> {

    SnsExchange(Desk desk, Call call, Caller caller, SnsActions.Entry<?, O> entry) {
        super(desk, call, Wire.QUERY, caller, entry.operation(), entry.metrics());
    }

    /** Whether somebody signed the request. Only links that SNS itself hands out are followed unsigned. */
    boolean isSigned() {
        return caller().accessKey() != null;
    }

    void fail(ApiException fault) {
        refuse(fault);
    }

    void fail(RuntimeException ours) {
        refuse(unexpected(ours));
    }

    @Override
    protected @Nullable ApiException fault(Rejected rejected, @Nullable Function<Rejected, ApiException> refusal) {
        return refusal == null ? null : refusal.apply(rejected);
    }
}
