package dev.sluice.broker.shard;

import dev.sluice.broker.engine.effect.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The replies of one turn. They leave together, one hand-over for each event loop however many they are: waking a loop
 * costs more than answering.
 */
final class Answers {
    private final List<Batch> batches = new ArrayList<>();
    private int size;

    void add(ReplyTo replyTo, Reply reply) {
        batchFor(replyTo.executor()).add(replyTo, reply);
        size++;
    }

    int size() {
        return size;
    }

    void send() {
        for (Batch batch : batches) batch.executor.execute(batch);
        batches.clear();
        size = 0;
    }

    private Batch batchFor(Executor executor) {
        // As many executors as event loops: a handful.
        for (Batch batch : batches) {
            if (batch.executor == executor) return batch;
        }
        var batch = new Batch(executor);
        batches.add(batch);
        return batch;
    }

    private static final class Batch implements Runnable {
        private final Executor executor;
        private final List<ReplyTo> replyTos = new ArrayList<>();
        private final List<Reply> replies = new ArrayList<>();

        Batch(Executor executor) {
            this.executor = executor;
        }

        void add(ReplyTo replyTo, Reply reply) {
            replyTos.add(replyTo);
            replies.add(reply);
        }

        @Override
        public void run() {
            for (int i = 0; i < replies.size(); i++) replyTos.get(i).accept(replies.get(i));
        }
    }
}
