package dev.sluice.broker.admin;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.api.Endpoint;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hints beside the API, for autoscalers that reach no other port. To be read only: whoever may send messages need not be
 * whoever may set how many workers there are. Hints are kept on an event loop of the management port, so a call goes there
 * and its answer comes back.
 */
final class ScalingOnDataPort implements Endpoint {
    private final Supplier<@Nullable ScalingPages> scaling;
    private final Executor eventLoop;
    private final Endpoint others;

    /**
     * @param scaling gives null until the broker is ready
     * @param eventLoop of the hints
     * @param others answers all other paths
     */
    ScalingOnDataPort(Supplier<@Nullable ScalingPages> scaling, Executor eventLoop, Endpoint others) {
        this.scaling = scaling;
        this.eventLoop = eventLoop;
        this.others = others;
    }

    @Override
    public void handle(Call call) {
        if (!ScalingPages.has(call.path())) {
            others.handle(call);
            return;
        }
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            call.respond(Json.problem(405, call.path() + " can only be read on this port: GET or HEAD"), null);
            return;
        }
        ScalingPages pages = scaling.get();
        if (pages == null) {
            call.respond(Json.problem(503, "the broker is not ready"), null);
            return;
        }
        var visitor = new Visitor(call, eventLoop);
        call.onClientGone(() -> eventLoop.execute(visitor::leave));
        eventLoop.execute(() -> pages.answer(visitor));
    }

    /** A call on another event loop than its own, with what is read of it there. */
    private static final class Visitor implements Call {
        private final Call call;
        private final Executor eventLoop;
        private final String method;
        private final @Nullable String query;
        private final @Nullable String lastEvent;
        private final Executor home;
        private @Nullable Runnable clientGone;
        private boolean gone;

        Visitor(Call call, Executor eventLoop) {
            this.call = call;
            this.eventLoop = eventLoop;
            this.method = call.method();
            this.query = call.query();
            this.lastEvent = call.header(ScalingPages.LAST_EVENT);
            this.home = call.executor();
        }

        void leave() {
            gone = true;
            if (clientGone != null) clientGone.run();
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public String path() {
            return call.path();
        }

        @Override
        public @Nullable String query() {
            return query;
        }

        @Override
        public @Nullable String header(String name) {
            return name.equals(ScalingPages.LAST_EVENT) ? lastEvent : null;
        }

        @Override
        public byte[] body() {
            return new byte[0];
        }

        @Override
        public String remoteAddress() {
            return call.remoteAddress();
        }

        @Override
        public String scheme() {
            return call.scheme();
        }

        @Override
        public Executor executor() {
            return eventLoop;
        }

        @Override
        public void onClientGone(Runnable action) {
            if (gone) action.run();
            else clientGone = action;
        }

        @Override
        public void respond(Answer answer, @Nullable Runnable ifUndelivered) {
            clientGone = null;
            home.execute(() -> call.respond(answer, ifUndelivered));
        }
    }
}
