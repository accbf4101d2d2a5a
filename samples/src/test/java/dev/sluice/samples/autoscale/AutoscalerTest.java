package dev.sluice.samples.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.samples.Web;
import dev.sluice.samples.Web.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
    private volatile Answer hint = Answer.text(200, "0");
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final WorkerPool pool = new WorkerPool(List.of("sleep", "60"), 4);
    private final Web broker;
    private final Autoscaler autoscaler;
    private final Thread thread;

    AutoscalerTest() throws IOException {
        broker = Web.start("127.0.0.1", 0, request -> {
            assertThat(request.getRequestURI().getPath()).isEqualTo("/scaling/v1/queues/jobs/desired");
            asked.incrementAndGet();
            return hint;
        });
        autoscaler = new Autoscaler(new Hint(URI.create("http://127.0.0.1:" + broker.port()), "jobs"), pool, told::set);
        thread = new Thread(() -> {
            try {
                autoscaler.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        autoscaler.close();
        thread.join();
        broker.close();
    }

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1)); // for machines with much else to do
    }

    @Test
    void followsTheHintFromNoneToSomeAndBack() {
        hint = Answer.text(200, "3");
        await().until(this::workers, count -> count == 3);
        await().until(told::get, count -> count == 3);

        hint = Answer.text(200, "0");
        await().until(this::workers, count -> count == 0);
    }

    @Test
    void keepsItsWorkersWhileTheBrokerDoesNotKnow() {
        hint = Answer.text(200, "2");
        await().until(this::workers, count -> count == 2);

        hint = Answer.text(503, "not yet");
        int before = asked.get();
        await().until(() -> asked.get() > before + 2);
        assertThat(workers()).isEqualTo(2);
    }

    @Test
    void leavesNoWorkerBehind() {
        hint = Answer.text(200, "2");
        await().until(this::workers, count -> count == 2);

        autoscaler.close();
        assertThat(workers()).isZero();
    }

    /** As the operating system sees it: the pool belongs to the other thread. */
    private long workers() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                .count();
    }
}
