package dev.sluice.bench.wire;

import java.util.Arrays;

/**
 * SendMessage, or SendMessageBatch, to one queue: built once, then only the message bodies change, which keeps the length
 * the same.
 */
public final class SendRequest {
    private final RequestBuffer request = new RequestBuffer();
    private final MessageBody body;
    private final int size;
    private final int[] bodiesAt;

    private SendRequest(MessageBody body, int size, int messages) {
        if (size < MessageBody.MIN_BYTES) {
            throw new IllegalArgumentException(
                    "messages need at least " + MessageBody.MIN_BYTES + " bytes, not " + size);
        }
        this.body = body;
        this.size = size;
        this.bodiesAt = new int[messages];
    }

    public static SendRequest single(Requests requests, String queueUrl, MessageBody body, int size) {
        var send = new SendRequest(body, size, 1);
        byte[] head = requests.head("SendMessage");
        send.request.put(head).put("{\"QueueUrl\":\"" + queueUrl + "\",\"MessageBody\":\"");
        send.reserveBody(0);
        send.request.put("\"}");
        Requests.finish(send.request, head.length);
        return send;
    }

    /** @param messages 1 to 10 */
    public static SendRequest batch(Requests requests, String queueUrl, MessageBody body, int size, int messages) {
        var send = new SendRequest(body, size, messages);
        byte[] head = requests.head("SendMessageBatch");
        send.request.put(head).put("{\"QueueUrl\":\"" + queueUrl + "\",\"Entries\":[");
        for (int i = 0; i < messages; i++) {
            send.request.put((i == 0 ? "" : ",") + "{\"Id\":\"" + i + "\",\"MessageBody\":\"");
            send.reserveBody(i);
            send.request.put("\"}");
        }
        send.request.put("]}");
        Requests.finish(send.request, head.length);
        return send;
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
        for (int i = 0; i < bodiesAt.length; i++) body.write(request.bytes(), bodiesAt[i], size, sequence + i, dueAt);
    }

    private void reserveBody(int message) {
        bodiesAt[message] = request.length();
        request.put(new byte[size]);
    }
}
