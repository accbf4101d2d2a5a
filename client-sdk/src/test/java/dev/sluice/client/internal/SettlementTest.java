package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Settlement settlement = new Settlement(acknowledged::incrementAndGet, Runnable::run);

    @Test
    void everyAcknowledgementCompletesWhenTheMessageIsDeletedAndOnlyTheFirstHasItDeleted() {
        CompletionStage<Void> first = settlement.acknowledge();
        CompletionStage<Void> second = settlement.acknowledge();
        assertThat(acknowledged).hasValue(1);
        assertThat(settlement.decided()).isCompleted();
        assertThat(first.toCompletableFuture()).isNotDone();

        settlement.ended(null);

        assertThat(first.toCompletableFuture()).isCompleted();
        assertThat(second.toCompletableFuture()).isCompleted();
        assertThat(settlement.acknowledge().toCompletableFuture()).isCompleted();
    }

    @Test
    void acknowledgementFailsWithWhatTheDeletionFailedWith() {
        CompletionStage<Void> stage = settlement.acknowledge();

        settlement.ended(new IllegalArgumentException("gone"));

        assertThatThrownBy(() -> stage.toCompletableFuture().join()).hasRootCauseMessage("gone");
    }

    @Test
    void nobodyOutsideCanCompleteIt() {
        settlement.acknowledge().toCompletableFuture().complete(null);

        assertThat(settlement.acknowledge().toCompletableFuture()).isNotDone();
    }

    @Test
    void whatIsAcknowledgedIsNeitherRejectedNorGivenUp() {
        settlement.acknowledge();
        settlement.reject();

        assertThat(settlement.giveUp()).isFalse();
    }

    @Test
    void whatIsRejectedIsDecidedAndCannotBeAcknowledged() {
        settlement.reject();

        assertThat(settlement.decided()).isCompleted();
        assertThatThrownBy(() -> settlement.acknowledge().toCompletableFuture().join())
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rejected");
        assertThat(settlement.giveUp()).isTrue();
        assertThat(acknowledged).hasValue(0);
    }

    @Test
    void whatIsGivenUpCannotBeAcknowledged() {
        assertThat(settlement.giveUp()).isTrue();
        assertThat(settlement.giveUp()).isTrue();

        assertThatThrownBy(() -> settlement.acknowledge().toCompletableFuture().join())
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("given up");
        assertThat(acknowledged).hasValue(0);
    }
}
