package dev.sluice.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class, or one method, a broker of its own: empty, on a free port, gone when the test ends. Tests may run
 * in parallel. A test takes what it needs as parameters: the {@link EmbeddedBroker}, a {@link
 * dev.sluice.client.SluiceClient} for it, or a {@link java.net.URI}, the endpoint for any other client of SQS.
 *
 * <pre>{@code
 * @SluiceTest(queues = "jobs")
 * class ImportTest {
 *     @Test
 *     void messageComesAgainWhenNobodyDeletesIt(EmbeddedBroker broker, SluiceClient client) {
 *         QueueClient<String> jobs = client.queue("jobs");
 *         jobs.send("a");
 *         jobs.receive(ReceiveOptions.NOW);
 *
 *         broker.advance(Duration.ofSeconds(30));
 *
 *         assertEquals(2, jobs.receive(ReceiveOptions.NOW).get(0).receiveCount());
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SluiceExtension.class)
public @interface SluiceTest {

    /** Queues that exist when the test begins, with default attributes; names that end in {@code .fifo} become FIFO queues. */
    String[] queues() default {};
}
