package dev.sluice.bench.wire;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * SendMessage or SendMessageBatch to one queue, or Publish to one topic: built once, then only the message bodies change, which keeps the length
 * the same.
 */
public final class SendRequest {
    private static final int ID_DIGITS = 12;
    private static final String ID_GAP = "\",\"MessageDeduplicationId\":\"";

    private final RequestBuffer request = new RequestBuffer();
    private final String action;
    private final MessageBody body;
    private final int size;
    private final int[] bodiesAt;
    /** Where group and deduplication id stand, of each message; 0 in a request to a standard queue. */
    private final int[] groupsAt;

    private long firstGroup;
    private int groups;

    private SendRequest(String action, MessageBody body, int size, int messages) {
        if (size < MessageBody.MIN_BYTES) {
            throw new IllegalArgumentException(
                    "messages need at least " + MessageBody.MIN_BYTES + " bytes, not " + size);
        }
        this.action = action;
        this.body = body;
        this.size = size;
        this.bodiesAt = new int[messages];
        this.groupsAt = new int[messages];
    }

    public static SendRequest single(Requests requests, String queueUrl, MessageBody body, int size) {
        return single(requests, queueUrl, Map.of(), body, size);
    }

    /** @param attributes of every message, all of them strings of letters, digits and {@code -} */
    public static SendRequest single(
            Requests requests, String queueUrl, Map<String, String> attributes, MessageBody body, int size) {
        var send = new SendRequest("SendMessage", body, size, 1);
        byte[] head = requests.head(send.action);
        send.request.put(head).put("{\"QueueUrl\":\"" + queueUrl + "\",");
        if (!attributes.isEmpty()) {
            send.request.put(new TreeMap<>(attributes)
                    .entrySet().stream()
                            .map(attribute -> "\"" + attribute.getKey()
                                    + "\":{\"DataType\":\"String\",\"StringValue\":\"" + attribute.getValue() + "\"}")
                            .collect(joining(",", "\"MessageAttributes\":{", "},")));
        }
        send.request.put("\"MessageBody\":\"");
        send.reserveBody(0);
        send.request.put("\"}");
        Requests.finish(send.request, head.length);
        return send;
    }

    /** @param attributes of every message, all of them strings */
    public static SendRequest publish(
            TopicRequests requests, String topicArn, Map<String, String> attributes, MessageBody body, int size) {
        var send = new SendRequest("Publish", body, size, 1);
        var members = new TreeMap<>(Map.of("TopicArn", topicArn));
        int number = 0;
        for (var attribute : new TreeMap<>(attributes).entrySet()) {
            String entry = "MessageAttributes.entry." + ++number;
            members.put(entry + ".Name", attribute.getKey());
            members.put(entry + ".Value.DataType", "String");
            members.put(entry + ".Value.StringValue", attribute.getValue());
        }
        byte[] head = requests.head();
        send.request.put(head).put(TopicRequests.form(send.action, members) + "&Message=");
        send.reserveBody(0);
        Requests.finish(send.request, head.length);
        return send;
    }

    /** @param messages 1 to 10 */
    public static SendRequest batch(Requests requests, String queueUrl, MessageBody body, int size, int messages) {
        return batch(requests, queueUrl, body, size, messages, "");
    }

    private static SendRequest batch(
            Requests requests, String queueUrl, MessageBody body, int size, int messages, String members) {
        var send = new SendRequest("SendMessageBatch", body, size, messages);
        byte[] head = requests.head(send.action);
        send.request.put(head).put("{\"QueueUrl\":\"" + queueUrl + "\",\"Entries\":[");
        for (int i = 0; i < messages; i++) {
            send.request.put((i == 0 ? "" : ",") + "{\"Id\":\"" + i + "\"," + members + "\"MessageBody\":\"");
            send.reserveBody(i);
            send.request.put("\"}");
        }
        send.request.put("]}");
        Requests.finish(send.request, head.length);
        return send;
    }

    /**
     * To a standard queue, all of one message group.
     *
     * @param messages 1 to 10
     */
    public static SendRequest ofTenant(
            Requests requests, String queueUrl, MessageBody body, int size, int messages, String group) {
        return batch(requests, queueUrl, body, size, messages, "\"MessageGroupId\":\"" + group + "\",");
    }

    /**
     * To a FIFO queue: message number n belongs to group n modulo {@code groups}, counted from {@code firstGroup}.
     *
     * @param messages 1 to 10
     */
    public static SendRequest grouped(
            Requests requests, String queueUrl, MessageBody body, int size, int messages, long firstGroup, int groups) {
        var send = new SendRequest("SendMessageBatch", body, size, messages);
        send.firstGroup = firstGroup;
        send.groups = groups;
        byte[] head = requests.head(send.action);
        send.request.put(head).put("{\"QueueUrl\":\"" + queueUrl + "\",\"Entries\":[");
        for (int i = 0; i < messages; i++) {
            send.request.put((i == 0 ? "" : ",") + "{\"Id\":\"" + i + "\",\"MessageGroupId\":\"");
            send.groupsAt[i] = send.request.length();
            send.request.put("0".repeat(ID_DIGITS) + ID_GAP + "0".repeat(ID_DIGITS) + "\",\"MessageBody\":\"");
            send.reserveBody(i);
            send.request.put("\"}");
        }
        send.request.put("]}");
        Requests.finish(send.request, head.length);
        return send;
    }

    public String action() {
        return action;
    }

    public int messages() {
        return bodiesAt.length;
    }

    /** The whole request, for {@link Client#ask}. */
    public byte[] bytes(long sequence, long dueAt) {
        fill(sequence, dueAt);
        return Arrays.copyOf(request.bytes(), request.length());
    }

    /** Sends messages numbered from {@code sequence} on. */
    public void send(Connection connection, long sequence, long dueAt, Connection.Listener listener) {
        fill(sequence, dueAt);
        connection.send(request.bytes(), request.length(), listener);
    }

    private void fill(long sequence, long dueAt) {
        for (int i = 0; i < bodiesAt.length; i++) {
            body.write(request.bytes(), bodiesAt[i], size, sequence + i, dueAt);
            if (groupsAt[i] == 0) continue;
            MessageBody.writeHex(request.bytes(), groupsAt[i], ID_DIGITS, firstGroup + (sequence + i) % groups);
            MessageBody.writeHex(
                    request.bytes(),
                    groupsAt[i] + ID_DIGITS + ID_GAP.length(),
                    ID_DIGITS,
                    (firstGroup << 32) + sequence + i);
        }
    }

    private void reserveBody(int message) {
        bodiesAt[message] = request.length();
        request.put(new byte[size]);
    }
}
