package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a receive brings, in which order, and what it refuses. */
interface ReceiveScenarios extends Scenarios {

    @Test
    default void emptyReceiveHasNoMessagesMember() {
        assertThat(newQueue().call("ReceiveMessage").has("Messages")).isFalse();
    }

    @Test
    default void receiveBringsOneMessageUnlessItAsksForMore() {
        TestQueue queue = newQueue();
        for (int i = 0; i < 14; i++) queue.send("" + i);

        assertThat(queue.receiveBodies()).containsExactly("0");
        assertThat(queue.receiveBodies("MaxNumberOfMessages", 10))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        assertThat(queue.receiveBodies("MaxNumberOfMessages", 10))
                .as("as many as there are")
                .containsExactly("11", "12", "13");
        assertThat(queue.receive()).isEmpty();
    }

    @Test
    default void returnedMessageIsReceivedBeforeYoungerOnes() {
        TestQueue queue = newQueue();
        queue.send("old");
        Members old = queue.receiveOne();
        queue.send("young");

        queue.changeVisibility(old, 0);

        assertThat(queue.receiveBodies("MaxNumberOfMessages", 10)).containsExactly("old", "young");
    }

    @Test
    default void everyReceiveHasAHandleOfItsOwn() {
        TestQueue queue = newQueue("VisibilityTimeout", "0");
        queue.send("a");

        Set<String> handles = new HashSet<>();
        for (int i = 0; i < 3; i++) handles.add(queue.receiveOne().text("ReceiptHandle"));

        assertThat(handles).hasSize(3).allMatch(handle -> handle.length() <= 1024);
    }

    @Test
    default void limitsOfAReceiveAreChecked() {
        TestQueue queue = newQueue();

        for (int count : new int[] {0, 11, -1}) {
            ErrorTable.INVALID_PARAMETER_VALUE.answers(
                    () -> queue.receive("MaxNumberOfMessages", count),
                    "Value " + count
                            + " for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.");
        }
        for (int seconds : new int[] {-1, 21}) {
            ErrorTable.INVALID_PARAMETER_VALUE.answers(
                    () -> queue.receive("WaitTimeSeconds", seconds),
                    "Value " + seconds
                            + " for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.");
        }
        for (int seconds : new int[] {-1, 43201}) {
            ErrorTable.INVALID_PARAMETER_VALUE.answers(
                    () -> queue.receive("VisibilityTimeout", seconds),
                    "Value " + seconds
                            + " for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if provided.");
        }
    }

    @Test
    default void receiveRequestAttemptIdIsIgnoredOnAStandardQueue() {
        TestQueue queue = newQueue();
        queue.send("a");

        assertThat(queue.receiveBodies("ReceiveRequestAttemptId", "attempt-1")).containsExactly("a");
    }
}
