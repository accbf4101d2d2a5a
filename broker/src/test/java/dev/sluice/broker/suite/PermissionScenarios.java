package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Permissions of queues. */
interface PermissionScenarios extends Scenarios {

    @Test
    default void permissionsBuildThePolicyAndTakeItApart() {
        TestQueue queue = newQueue();
        String arn = queue.attributes("QueueArn").get("QueueArn");

        add(queue, "first", List.of("111122223333"), List.of("ReceiveMessage"));
        assertThat(queue.attributes("Policy")).containsEntry("Policy", """
                        {"Version":"2008-10-17","Id":"%1$s/SQSDefaultPolicy","Statement":[{"Sid":"first",\
                        "Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},\
                        "Action":"SQS:ReceiveMessage","Resource":"%1$s"}]}""".formatted(arn));
        add(queue, "second", List.of("111122223333", "444455556666"), List.of("SendMessage", "GetQueueUrl"));
        assertThat(queue.attributes("Policy").get("Policy"))
                .contains("[\"arn:aws:iam::111122223333:root\",\"arn:aws:iam::444455556666:root\"]")
                .contains("[\"SQS:SendMessage\",\"SQS:GetQueueUrl\"]");

        queue.call("RemovePermission", "Label", "first");
        assertThat(queue.attributes("Policy").get("Policy"))
                .contains("\"second\"")
                .doesNotContain("\"first\"");
        queue.call("RemovePermission", "Label", "second");
        assertThat(queue.attributes("Policy")).isEmpty();
    }

    @Test
    default void badPermissionsAreRefused() {
        TestQueue queue = newQueue();
        List<String> account = List.of("111122223333");
        add(queue, "taken", account, List.of("SendMessage"));

        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> add(queue, "taken", account, List.of("*")),
                "Value taken for parameter Label is invalid. Reason: Already exists.");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.call("RemovePermission", "Label", "other"),
                "Value other for parameter Label is invalid. Reason: can't find label.");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> add(queue, "l", account, List.of("DeleteQueue")),
                "Value SQS:DeleteQueue for parameter ActionName");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> add(queue, "l", List.of("nobody"), List.of("*")), "Value nobody for parameter PrincipalId");
        ErrorTable.OVER_LIMIT.answers(
                () -> add(
                        queue,
                        "l",
                        account,
                        List.of(
                                "ChangeMessageVisibility",
                                "DeleteMessage",
                                "GetQueueAttributes",
                                "GetQueueUrl",
                                "ListDeadLetterSourceQueues",
                                "PurgeQueue",
                                "ReceiveMessage",
                                "SendMessage")),
                "8 Actions were found, maximum allowed is 7.");
        ErrorTable.MISSING_PARAMETER.answers(
                () -> add(queue, "l", account, List.of()), "The request must contain the parameter Actions.");
    }

    @Test
    default void permissionsAddedAtTheSameTimeAllStay() {
        TestQueue queue = newQueue();

        var adding = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> add(queue, "label" + i, List.of("111122223333"), List.of("SendMessage"))))
                .toList();
        adding.forEach(CompletableFuture::join);

        String policy = queue.attributes("Policy").get("Policy");
        for (int i = 1; i <= 12; i++) assertThat(policy).contains("\"label" + i + "\"");
    }

    private static void add(TestQueue queue, String label, List<String> accounts, List<String> actions) {
        queue.call("AddPermission", "Label", label, "AWSAccountIds", accounts, "Actions", actions);
    }
}
