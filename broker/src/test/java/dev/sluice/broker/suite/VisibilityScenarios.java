package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a receive hides a message, and what its handle is good for at each stage. */
interface VisibilityScenarios extends Scenarios {
    String GONE = "Message does not exist or is not available for visibility timeout change.";

    @Test
    default void messageReappearsWhenItsTimeoutEnds() {
        TestQueue queue = newQueue("VisibilityTimeout", "1");
        queue.send("a");
        Members first = queue.receiveOne("VisibilityTimeout", 600);
        queue.changeVisibility(first, 0);
        queue.receiveOne();

        Members third = queue.receiveOne("MessageSystemAttributeNames", List.of("ApproximateReceiveCount"));

        assertThat(third.text("MessageId")).isEqualTo(first.text("MessageId"));
        assertThat(third.texts("Attributes")).containsEntry("ApproximateReceiveCount", "3");
        assertThat(third.text("ReceiptHandle")).isNotEqualTo(first.text("ReceiptHandle"));
    }

    @Test
    default void timeoutOfZeroLeavesTheMessageVisible() {
        TestQueue queue = newQueue();
        queue.send("a");

        queue.receiveOne("VisibilityTimeout", 0);
        queue.assertCounts(1, 0, 0);

        assertThat(queue.receiveOne("MessageSystemAttributeNames", List.of("ApproximateReceiveCount"))
                        .texts("Attributes"))
                .containsEntry("ApproximateReceiveCount", "2");
    }

    @Test
    default void changedTimeoutCountsFromTheChange() {
        TestQueue queue = newQueue();
        queue.send("a");
        Members message = queue.receiveOne("VisibilityTimeout", 2);

        queue.changeVisibility(message, 600);
        assertThat(queue.receive("WaitTimeSeconds", 3)).isEmpty();
        queue.changeVisibility(message, 1);

        assertThat(queue.receiveOne().text("Body")).isEqualTo("a");
    }

    @Test
    default void changeOfOneReceiveDoesNotOutliveIt() {
        TestQueue queue = newQueue("VisibilityTimeout", "600");
        queue.send("a");
        queue.changeVisibility(queue.receiveOne(), 0);

        queue.receiveOne();

        queue.assertCounts(0, 1, 0);
    }

    @Test
    default void deletedMessageIsGone() {
        TestQueue queue = newQueue();
        queue.send("a");
        Members message = queue.receiveOne();

        queue.delete(message);

        queue.assertCounts(0, 0, 0);
        queue.delete(message);
        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> queue.changeVisibility(message, 0), GONE);
        assertThat(queue.receive()).isEmpty();
    }

    @Test
    default void handleStillDeletesWhenTheTimeoutIsOver() {
        TestQueue queue = newQueue();
        queue.send("a");
        Members message = queue.receiveOne("VisibilityTimeout", 0);

        queue.delete(message);

        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void olderHandleStillDeletes() {
        TestQueue queue = newQueue();
        queue.send("a");
        Members first = queue.receiveOne("VisibilityTimeout", 0);
        queue.receiveOne();

        queue.delete(first);

        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void latestHandleHidesTheMessageAgainWhenTheTimeoutIsOver() {
        TestQueue queue = newQueue();
        queue.send("a");
        Members message = queue.receiveOne("VisibilityTimeout", 0);

        queue.changeVisibility(message, 600);

        queue.assertCounts(0, 1, 0);
    }

    @Test
    default void olderHandleMakesTheMessageVisible() {
        TestQueue queue = newQueue();
        queue.send("a");
        Members first = queue.receiveOne("VisibilityTimeout", 0);
        queue.receiveOne();

        queue.changeVisibility(first, 0);

        queue.assertCounts(1, 0, 0);
    }

    @Test
    default void twelveHoursCountFromTheReceive() {
        TestQueue queue = newQueue();
        queue.send("a");
        Members message = queue.receiveOne();
        assertThat(queue.receive("WaitTimeSeconds", 1))
                .as("to let a second pass")
                .isEmpty();

        queue.changeVisibility(message, 43_100);
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.changeVisibility(message, 43_200),
                "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].");

        queue.assertCounts(0, 1, 0);
    }

    @Test
    default void timeoutOutOfRangeIsRefused() {
        TestQueue queue = newQueue();
        queue.send("a");
        Members message = queue.receiveOne();

        for (int seconds : new int[] {-1, 43_201}) {
            ErrorTable.INVALID_PARAMETER_VALUE.answers(
                    () -> queue.changeVisibility(message, seconds),
                    "Value " + seconds + " for parameter VisibilityTimeout");
        }
    }

    @Test
    default void handleThatIsNoneIsInvalid() {
        TestQueue queue = newQueue();

        ErrorTable.RECEIPT_HANDLE_IS_INVALID.answers(
                () -> queue.delete("nonsense"), "The input receipt handle \"nonsense\" is not a valid receipt handle.");
        ErrorTable.RECEIPT_HANDLE_IS_INVALID.answers(() -> queue.changeVisibility("nonsense", 0));
    }

    @Test
    default void handleOfAnotherQueueIsInvalid() {
        TestQueue queue = newQueue();
        queue.send("a");
        Members message = queue.receiveOne();

        ErrorTable.RECEIPT_HANDLE_IS_INVALID.answers(() -> newQueue().delete(message));

        queue.assertCounts(0, 1, 0);
    }

    @Test
    default void forgedHandleIsInvalid() {
        TestQueue queue = newQueue();
        queue.send("a");
        String handle = queue.receiveOne().text("ReceiptHandle");
        int middle = handle.length() / 2;
        char other = handle.charAt(middle) == 'A' ? 'B' : 'A';

        ErrorTable.RECEIPT_HANDLE_IS_INVALID.answers(
                () -> queue.delete(handle.substring(0, middle) + other + handle.substring(middle + 1)));

        queue.assertCounts(0, 1, 0);
    }
}
