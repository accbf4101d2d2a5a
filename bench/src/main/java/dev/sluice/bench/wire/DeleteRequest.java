package dev.sluice.bench.wire;

import java.nio.charset.StandardCharsets;

/** DeleteMessageBatch of everything a ReceiveMessage answered. */
public final class DeleteRequest {
    private static final byte[] RECEIPT_HANDLE = Response.name("ReceiptHandle");
    private static final int MAX_ENTRIES = 10;

    private final RequestBuffer request = new RequestBuffer();
    private final byte[] head;
    private final byte[] open;
    private final byte[][] entryOpen = new byte[MAX_ENTRIES][];

    public DeleteRequest(Requests requests, String queueUrl) {
        head = requests.head("DeleteMessageBatch");
        open = ascii("{\"QueueUrl\":\"" + queueUrl + "\",\"Entries\":[");
        for (int i = 0; i < MAX_ENTRIES; i++) {
            entryOpen[i] = ascii((i == 0 ? "" : "\"},") + "{\"Id\":\"" + i + "\",\"ReceiptHandle\":\"");
        }
    }

    /** Reads the handles out of the response before the connection forgets it. */
    public void send(Connection connection, Response received, Connection.Listener listener) {
        request.clear().put(head).put(open);
        int entry = 0;
        for (int at = received.stringMember(RECEIPT_HANDLE, 0); at >= 0; ) {
            int end = received.stringEnd(at);
            request.put(entryOpen[entry++]);
            received.copy(at, end, request);
            at = received.stringMember(RECEIPT_HANDLE, end);
        }
        request.put("\"}]}");
        Requests.finish(request, head.length);
        connection.send(request.bytes(), request.length(), listener);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
