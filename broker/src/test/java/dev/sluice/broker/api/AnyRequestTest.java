package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.wire.SqsOperations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests put together at random from right and wrong pieces: every one gets one answer, and none is our own fault. A
 * failure names its seed and its request. {@code -Dsluice.fuzz.requests} sets how many.
 */
class AnyRequestTest {
    private static final int REQUESTS = Integer.getInteger("sluice.fuzz.requests", 10_000);

    private static final String[] MEMBERS = {
        "QueueUrl",
        "QueueName",
        "Attributes",
        "tags",
        "Tags",
        "TagKeys",
        "AttributeNames",
        "MessageBody",
        "DelaySeconds",
        "MessageAttributes",
        "MessageSystemAttributes",
        "MessageDeduplicationId",
        "MessageGroupId",
        "Entries",
        "ReceiptHandle",
        "VisibilityTimeout",
        "MaxNumberOfMessages",
        "WaitTimeSeconds",
        "MessageAttributeNames",
        "MessageSystemAttributeNames",
        "ReceiveRequestAttemptId",
        "NextToken",
        "MaxResults",
        "QueueNamePrefix",
        "QueueOwnerAWSAccountId",
        "Unknown"
    };
    private static final String[] KEYS = {
        "Id",
        "MessageBody",
        "ReceiptHandle",
        "VisibilityTimeout",
        "DelaySeconds",
        "MessageAttributes",
        "a",
        "",
        "AWSTraceHeader",
        "Policy",
        "DataType",
        "StringValue",
        "BinaryValue",
        "StringListValues",
        "KmsMasterKeyId"
    };
    private static final String[] SCALARS = {
        "\"q\"", "\"\"", "\"String\"", "\"Number\"", "\"Binary\"", "\"AAAA\"", "\"=\"", "\"All\"", "\"{}\"", "\"1\"",
        "\"\\uD800\"", "\"\\u0000\"", "\"http://h/123456789012/q\"", "\"a b\"", "null", "true", "0", "1", "-1", "10",
        "1e3", "1.5", "99999999999999999999", "\"" + "x".repeat(300) + "\""
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyJsonRequestHasAnAnswerThatIsNotOurFault(long seed) {
        var random = new Random(seed);
        var sqs = new TestSqs().queue("q").send("q", "x");
        for (int i = 0; i < REQUESTS; i++) {
            String action = anyAction(random);
            String json = anyJson(random);

            var call = sqs.jsonCall(action, json);

            if (call.isAnswered()) requireAnAnswer(call.answered(), seed + " " + action + " " + json);
            else call.clientGoes();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyQueryRequestHasAnAnswerThatIsNotOurFault(long seed) {
        var random = new Random(seed);
        var sqs = new TestSqs().queue("q").send("q", "x");
        for (int i = 0; i < REQUESTS; i++) {
            String form = "Action=" + anyAction(random) + anyForm(random);
            var call = sqs.handle(new FakeCall("POST", "/", form)
                    .with("Authorization", TestSqs.authorization(TestSqs.ACCOUNT, "us-east-1")));

            if (call.isAnswered()) requireAnAnswer(call.answered(), seed + " " + form);
            else call.clientGoes();
        }
    }

    private static void requireAnAnswer(Answered answered, String request) {
        boolean fine = answered.status() == 200 || (answered.status() < 500 && answered.queryError() != null);
        assertThat(fine).as("%s\nwas answered %s", request, answered).isTrue();
    }

    private static String anyAction(Random random) {
        var operations = List.copyOf(SqsOperations.all());
        return operations.get(random.nextInt(operations.size())).name();
    }

    private static String anyJson(Random random) {
        var members = new ArrayList<String>();
        if (random.nextInt(4) > 0) members.add("\"QueueUrl\":\"q\"");
        for (int i = random.nextInt(5); i > 0; i--) {
            members.add('"' + any(MEMBERS, random) + "\":" + anyValue(random, 3));
        }
        String json = "{" + String.join(",", members) + "}";
        return random.nextInt(20) == 0 ? json.substring(0, random.nextInt(json.length())) : json;
    }

    private static String anyValue(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        if (kind < 2) return any(SCALARS, random);
        var parts = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String value = anyValue(random, depth - 1);
            parts.add(kind == 2 ? value : '"' + any(KEYS, random) + "\":" + value);
        }
        return kind == 2 ? "[" + String.join(",", parts) + "]" : "{" + String.join(",", parts) + "}";
    }

    private static String anyForm(Random random) {
        var form = new StringBuilder();
        if (random.nextInt(4) > 0) form.append("&QueueUrl=q");
        for (int i = random.nextInt(6); i > 0; i--) {
            form.append('&').append(anyParameter(random));
            for (int segments = random.nextInt(4); segments > 0; segments--) {
                form.append('.').append(random.nextBoolean() ? "" + random.nextInt(12) : any(KEYS, random));
            }
            if (random.nextInt(10) > 0) {
                String value = any(SCALARS, random).replace("\"", "");
                form.append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        if (random.nextInt(20) == 0) form.append("%");
        return form.toString();
    }

    private static String anyParameter(Random random) {
        String member = any(MEMBERS, random);
        return switch (random.nextInt(3)) {
            case 0 -> member;
            case 1 -> member.replaceFirst("s$", "");
            default ->
                any(new String[] {"SendMessageBatchRequestEntry", "DeleteMessageBatchRequestEntry", "Value"}, random);
        };
    }

    private static String any(String[] choices, Random random) {
        return choices[random.nextInt(choices.length)];
    }
}
