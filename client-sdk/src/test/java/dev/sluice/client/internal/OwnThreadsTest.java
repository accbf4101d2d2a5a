package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnThreadsTest {
    private static final boolean VIRTUAL = Runtime.version().feature() >= 21;

    private final OwnThreads threads = OwnThreads.named("test-handler-", 4, true);
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void threadsAreVirtualWhereTheJvmHasThem() {
        assertThat(threads).isInstanceOf(VIRTUAL ? VirtualThreads.class : HandlerThreads.class);
    }

    @Test
    void threadsAreOrdinaryWhereVirtualOnesAreNotWanted() {
        var ordinary = OwnThreads.named("test-handler-", 4, false);
        assertThat(ordinary).isInstanceOf(HandlerThreads.class);
        ordinary.close();
    }

    @Test
    void virtualThreadsHaveNamesAndThereIsOneForEachTask() throws InterruptedException {
        assumeTrue(VIRTUAL);
        var all = new CountDownLatch(100);
        for (int task = 0; task < 100; task++) {
            threads.execute(() -> {
                names.add(Thread.currentThread().getName());
                all.countDown();
            });
        }

        all.await();

        assertThat(names).hasSize(100).contains("test-handler-1", "test-handler-100");
    }

    @Test
    void handlerOnAnyThreadIsInterruptedByItsWork() throws InterruptedException {
        var work = new Work<String>(List.of());
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        threads.execute(() -> {
            work.runsOn(Thread.currentThread());
            begun.countDown();
            awaitForEver(interrupted);
        });
        begun.await();

        work.interrupt();

        interrupted.await();
    }

    @Test
    void closingInterruptsWhatRunsAndTakesNothingMore() throws InterruptedException {
        var begun = new CountDownLatch(4);
        var interrupted = new CountDownLatch(4);
        for (int task = 0; task < 4; task++) {
            threads.execute(() -> {
                begun.countDown();
                awaitForEver(interrupted);
            });
        }
        begun.await();

        threads.close();

        interrupted.await();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    private static void awaitForEver(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }
}
