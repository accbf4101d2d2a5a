package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandlerThreadsTest {
    private final HandlerThreads threads = new HandlerThreads("test-handler-", 4);
    private final Set<Thread> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void everyThreadEnds() {
        threads.close();
        await().until(() -> seen.stream().noneMatch(Thread::isAlive));
    }

    private void quick() {
        seen.add(Thread.currentThread());
        done.incrementAndGet();
    }

    private Runnable meetingAt(CyclicBarrier barrier) {
        return () -> {
            seen.add(Thread.currentThread());
            try {
                barrier.await();
            } catch (Exception e) {
                return;
            }
            done.incrementAndGet();
        };
    }

    @Test
    void tasksThatComeFromManyThreadsAreAllDoneByNoMoreThreadsThanThereMayBe() throws InterruptedException {
        var senders = new Thread[3];
        for (int i = 0; i < senders.length; i++) {
            senders[i] = new Thread(() -> {
                for (int task = 0; task < 5_000; task++) threads.execute(this::quick);
            });
            senders[i].start();
        }
        for (Thread sender : senders) sender.join();

        await().until(() -> done.get() == 15_000);
        assertThat(seen).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void asManyTasksRunAtOnceAsThereMayBeThreads() {
        var four = new CyclicBarrier(4);
        for (int task = 0; task < 8; task++) threads.execute(meetingAt(four));

        await().until(() -> done.get() == 8);
        assertThat(seen).hasSize(4);
    }

    @Test
    void moreThreadsAtRunTimeTakeWhatWaitsAndFewerLeave() {
        var six = new CyclicBarrier(6);
        for (int task = 0; task < 6; task++) threads.execute(meetingAt(six));
        await().until(() -> six.getNumberWaiting() == 4);

        threads.resize(6);
        await().until(() -> done.get() == 6);
        threads.resize(1);
        await().until(() -> seen.stream().filter(Thread::isAlive).count() == 1);

        threads.execute(this::quick);
        await().until(() -> done.get() == 7);
        assertThat(seen).hasSize(6);
    }

    @Test
    void taskThatThrowsCostsNoThread() {
        var quiet = new AtomicInteger();
        for (int task = 0; task < 8; task++) {
            threads.execute(() -> {
                seen.add(Thread.currentThread());
                Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> quiet.incrementAndGet());
                throw new IllegalStateException("on purpose");
            });
        }
        var four = new CyclicBarrier(4);
        for (int task = 0; task < 4; task++) threads.execute(meetingAt(four));

        await().until(() -> done.get() == 4);
        assertThat(quiet).hasValue(8);
        assertThat(seen).hasSize(4);
    }

    @Test
    void closingInterruptsWhatRunsAndDropsWhatWaits() throws InterruptedException {
        var begun = new CountDownLatch(4);
        var interrupted = new CountDownLatch(4);
        for (int task = 0; task < 4; task++) {
            threads.execute(() -> {
                seen.add(Thread.currentThread());
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
        }
        threads.execute(this::quick);
        begun.await();

        threads.close();

        interrupted.await();
        assertThat(done).hasValue(0);
        assertThatThrownBy(() -> threads.execute(this::quick)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void interruptThatComesTooLateDoesNotKeepAThreadFromItsNextTask() {
        threads.execute(() -> {
            quick();
            Thread.currentThread().interrupt();
        });
        await().until(() -> done.get() == 1);

        threads.execute(this::quick);
        await().until(() -> done.get() == 2);
        assertThat(seen).hasSize(1);
    }
}
