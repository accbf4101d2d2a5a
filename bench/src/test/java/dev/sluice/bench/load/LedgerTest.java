package dev.sluice.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void missesWhatWasAcknowledgedAndNotReceived() {
        ledger.acknowledge(ledger.take(10), 10);
        for (int i = 0; i < 9; i++) ledger.receive(i);

        assertThat(ledger.missing()).isEqualTo(1);
    }

    @Test
    void doesNotMissWhatWasNeverAcknowledged() {
        ledger.take(10);

        assertThat(ledger.missing()).isZero();
    }

    @Test
    void aMessageThatComesBeforeItsAcknowledgementIsNotMissed() {
        long first = ledger.take(1);
        ledger.receive(first);
        ledger.acknowledge(first, 1);

        assertThat(ledger.missing()).isZero();
        assertThat(ledger.duplicates()).isZero();
    }

    @Test
    void countsEachFurtherReceiveAsADuplicate() {
        ledger.acknowledge(ledger.take(1), 1);
        ledger.receive(0);
        ledger.receive(0);
        ledger.receive(0);

        assertThat(ledger.duplicates()).isEqualTo(2);
    }
}
