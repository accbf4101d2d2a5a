package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SerialTest {
    private final Deque<Runnable> handedOn = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();

    @Test
    void tasksRunInTheirOrderAndNeverTwoAtOnce() throws InterruptedException {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var serial = new Serial(threads);
            var last = new CountDownLatch(1);
            for (int i = 0; i < 10_000; i++) {
                int task = i;
                serial.execute(() -> done.add(task)); // a list of no use to two threads at once
            }
            serial.execute(last::countDown);
            last.await();
        } finally {
            threads.shutdownNow();
        }

        assertThat(done).hasSize(10_000).isSorted();
    }

    @Test
    void taskThatThrowsDoesNotKeepTheOthers() {
        var serial = new Serial(handedOn::add);
        serial.execute(() -> done.add(1));
        serial.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        serial.execute(() -> done.add(2));

        assertThatThrownBy(() -> handedOn.remove().run()).hasMessage("on purpose");
        handedOn.remove().run();

        assertThat(done).containsExactly(1, 2);
        assertThat(handedOn).isEmpty();
    }

    @Test
    void taskThatIsRejectedIsForgottenAndTheNextMayRun() {
        boolean[] full = {true};
        var serial = new Serial(task -> {
            if (full[0]) throw new RejectedExecutionException("full");
            task.run();
        });
        assertThatThrownBy(() -> serial.execute(() -> done.add(1))).isInstanceOf(RejectedExecutionException.class);
        full[0] = false;

        serial.execute(() -> done.add(2));

        assertThat(done).containsExactly(2);
    }
}
