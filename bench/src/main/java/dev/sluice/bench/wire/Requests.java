package dev.sluice.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Requests as the SDKs word them: AWS JSON 1.0, a signature of the usual length that verifies nothing, the queue's URL in
 * the body.
 */
public final class Requests {
    private static final int LENGTH_PLACES = 7;
    private static final String HEAD_END = "\r\n\r\n";

    private final ServerAddress server;

    public Requests(ServerAddress server) {
        this.server = server;
    }

    public byte[] listQueues() {
        return whole("ListQueues", "{}");
    }

    /** Hides received messages long enough for any run, so that a duplicate is the broker's doing. */
    public byte[] createQueue(String name) {
        return whole("CreateQueue", "{\"QueueName\":\"" + name + "\",\"Attributes\":{\"VisibilityTimeout\":\"3600\"}}");
    }

    /** The same; its name must end in {@code .fifo}. */
    public byte[] createFifoQueue(String name) {
        return whole(
                "CreateQueue",
                "{\"QueueName\":\"" + name
                        + "\",\"Attributes\":{\"FifoQueue\":\"true\",\"VisibilityTimeout\":\"3600\"}}");
    }

    public byte[] deleteQueue(String queueUrl) {
        return whole("DeleteQueue", "{\"QueueUrl\":\"" + queueUrl + "\"}");
    }

    /** Asks for ten messages. */
    public byte[] receive(String queueUrl, int waitSeconds) {
        return whole(
                "ReceiveMessage",
                "{\"QueueUrl\":\"" + queueUrl + "\",\"MaxNumberOfMessages\":10,\"WaitTimeSeconds\":" + waitSeconds
                        + "}");
    }

    /** @param body JSON, ASCII only */
    public byte[] call(String action, String body) {
        return whole(action, body);
    }

    /** Everything before the body, with room for the length: its digits end just before {@link #HEAD_END}. */
    byte[] head(String action) {
        return head(
                server,
                "sqs",
                "Content-Type: application/x-amz-json-1.0\r\nX-Amz-Target: AmazonSQS." + action,
                "content-type;host;x-amz-date;x-amz-target");
    }

    /**
     * @param service that the request says it was signed for
     * @param lines the headers of the service's protocol
     */
    static byte[] head(ServerAddress server, String service, String lines, String signedHeaders) {
        return ("POST / HTTP/1.1\r\nHost: " + server + "\r\n" + lines
                        + "\r\nUser-Agent: sluice-bench\r\nX-Amz-Date: 20260101T000000Z"
                        + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/" + service
                        + "/aws4_request, SignedHeaders=" + signedHeaders + ", Signature="
                        + "0123456789abcdef".repeat(4)
                        + "\r\nContent-Length: " + " ".repeat(LENGTH_PLACES) + HEAD_END)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Fills in the length of what follows the head. */
    static void finish(RequestBuffer request, int headLength) {
        request.patchNumber(headLength - HEAD_END.length(), LENGTH_PLACES, request.length() - headLength);
    }

    private byte[] whole(String action, String body) {
        var request = new RequestBuffer();
        byte[] head = head(action);
        request.put(head).put(body);
        finish(request, head.length);
        return Arrays.copyOf(request.bytes(), request.length());
    }
}
