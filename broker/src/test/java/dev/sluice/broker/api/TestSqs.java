package dev.sluice.broker.api;

import dev.sluice.broker.api.sns.SnsApi;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The API over a real machine, as a client sees it. JSON is written with apostrophes for quotation marks; a bare name
 * stands for a queue's URL.
 */
public final class TestSqs {
    public static final String ACCOUNT = "123456789012";

    public final MachineShards shards;
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Polls polls;
    private final AwsApi api;
    private final Map<String, String> headers = new HashMap<>();

    public TestSqs() {
        this(ApiOptions.DEFAULTS, 120_000);
    }

    public TestSqs(ApiOptions options, int inFlightLimit) {
        shards = new MachineShards(inFlightLimit);
        polls = new Polls(shards);
        var metrics = new ApiMetrics(meters);
        var sqs = new SqsApi(options, shards, new byte[16], Ids.seeded(1), polls, metrics);
        api = new AwsApi(sqs, new SnsApi(options, shards, new byte[16], Ids.seeded(2), shards, metrics), metrics);
        headers.put("Host", "localhost:9324");
        signedBy(ACCOUNT, "us-east-1");
    }

    /** From now on, requests carry these credentials. */
    public TestSqs signedBy(String accessKey, String region) {
        headers.put("Authorization", authorization(accessKey, region));
        return this;
    }

    /** From now on, requests carry this header; null takes it off. */
    public TestSqs with(String name, @Nullable String value) {
        if (value == null) headers.remove(name);
        else headers.put(name, value);
        return this;
    }

    public static String authorization(String accessKey, String region) {
        return "AWS4-HMAC-SHA256 Credential=" + accessKey + "/20260901/" + region
                + "/sqs/aws4_request, SignedHeaders=host, Signature=00";
    }

    public Answered json(String action, String json) {
        return jsonCall(action, json).answered();
    }

    public FakeCall jsonCall(String action, String json) {
        return handle(new FakeCall("POST", "/", json.replace('\'', '"'))
                .with(headers)
                .with("Content-Type", "application/x-amz-json-1.0")
                .with("X-Amz-Target", "AmazonSQS." + action));
    }

    /** A form posted to the root. */
    public Answered query(String form) {
        return post("/", form);
    }

    public Answered post(String target, String form) {
        return handle(new FakeCall("POST", target, form)
                        .with(headers)
                        .with("Content-Type", "application/x-www-form-urlencoded"))
                .answered();
    }

    public Answered get(String target) {
        return handle(new FakeCall("GET", target, "").with(headers)).answered();
    }

    /** The call as it is, with none of the usual headers. */
    public FakeCall handle(FakeCall call) {
        api.handle(call);
        return call;
    }

    public TestSqs queue(String name) {
        return queue(name, "{}");
    }

    public TestSqs queue(String name, String attributes) {
        Answered answered = json("CreateQueue", "{'QueueName':'" + name + "','Attributes':" + attributes + "}");
        if (answered.status() != 200) throw new AssertionError(answered.fault());
        return this;
    }

    public TestSqs send(String queue, String body) {
        Answered answered = json("SendMessage", "{'QueueUrl':'" + queue + "','MessageBody':'" + body + "'}");
        if (answered.status() != 200) throw new AssertionError(answered.fault());
        return this;
    }

    /** The handle of a message received now. */
    public String receive(String queue) {
        return json("ReceiveMessage", "{'QueueUrl':'" + queue + "'}").text("Messages", 0, "ReceiptHandle");
    }

    public String attribute(String queue, String name) {
        return json("GetQueueAttributes", "{'QueueUrl':'" + queue + "','AttributeNames':['All']}")
                .text("Attributes", name);
    }
}
