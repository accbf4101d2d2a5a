package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** AWS's two rules of sixty seconds: a deleted name, and a purge after a purge. */
@ParameterizedClass
@EnumSource(Course.class)
class HoldTest {
    private static final Rejected DELETED_RECENTLY = new Rejected(Rejection.QUEUE_DELETED_RECENTLY);
    private static final Rejected PURGE_IN_PROGRESS = new Rejected(Rejection.PURGE_IN_PROGRESS);

    private final TestQueue queue;

    HoldTest(Course course) {
        queue = new TestQueue(course);
    }

    @Test
    void aDeletedNameIsRefusedForAsLongAsItsDeletionSaid() {
        delete(60);

        queue.advance(60_000 - 1, MILLIS);
        assertThat(queue.create(ORDERS)).isEqualTo(DELETED_RECENTLY);
        queue.advance(1, MILLIS);
        assertThat(queue.create(ORDERS)).isEqualTo(new Reply.Created(ORDERS));
    }

    @Test
    void aNameThatIsNotHeldIsFreeAtOnce() {
        delete(0);

        assertThat(queue.create(ORDERS)).isEqualTo(new Reply.Created(ORDERS));
    }

    @Test
    void aSecondPurgeIsRefusedForAsLongAsTheFirstSaid() {
        assertThat(purge(60)).isEqualTo(Reply.Done.DONE);
        queue.send("a");

        queue.advance(60_000 - 1, MILLIS);
        assertThat(purge(60)).isEqualTo(PURGE_IN_PROGRESS);
        assertThat(queue.receive()).containsExactly("a");
        queue.advance(1, MILLIS);
        assertThat(purge(60)).isEqualTo(Reply.Done.DONE);
        assertThat(purge(60)).isEqualTo(PURGE_IN_PROGRESS);
    }

    @Test
    void aRefusedPurgeDoesNotProlongTheWait() {
        purge(60);
        queue.advance(59, SECONDS);
        purge(60);

        queue.advance(1, SECONDS);
        assertThat(purge(60)).isEqualTo(Reply.Done.DONE);
    }

    @Test
    void aNewQueueOfTheNameMayBePurgedAtOnce() {
        purge(60);
        delete(10);
        queue.advance(10, SECONDS);
        queue.create(ORDERS);

        assertThat(purge(60)).isEqualTo(Reply.Done.DONE);
    }

    @Test
    void whatIsHeldLeavesNothingBehind() {
        String fresh = rows();
        purge(30);
        delete(60);
        assertThat(queue.shard.machine().nextDeadline()).isEqualTo(TestQueue.START + 60_000);

        queue.advance(60, SECONDS);
        queue.tick();

        assertThat(queue.shard.machine().nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(rows()).doesNotContain("Hold");
        assertThat(fresh).doesNotContain("Hold");
    }

    private Reply delete(int holdSeconds) {
        return queue.apply(new Command.DeleteQueue(ORDERS, holdSeconds));
    }

    private Reply purge(int holdSeconds) {
        return queue.apply(new Command.PurgeQueue(ORDERS, holdSeconds));
    }

    private String rows() {
        queue.shard.endTurn();
        return queue.shard.store.dump();
    }
}
