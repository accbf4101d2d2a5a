package dev.sluice.broker.crash;

import dev.sluice.broker.suite.Json;
import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.WireConnection;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Long polls on a connection each, and one selector to see which are answered. */
final class ParkedPolls implements Closeable {
    private final InetSocketAddress address;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(4096);

    ParkedPolls(URI endpoint) throws IOException {
        address = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
        selector = Selector.open();
    }

    /** Asks for a message of that queue, to wait 20 seconds. */
    void park(String queueUrl) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        String request = WireConnection.jsonRequest(
                "ReceiveMessage", Json.write(Members.of("QueueUrl", queueUrl, "WaitTimeSeconds", 20)));
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) channel.write(bytes);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** The answers that come, until there are so many or the limit is over. Answered connections are closed. */
    List<String> awaitAnswers(int count, Duration limit) throws IOException {
        List<String> answers = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        while (answers.size() < count && System.nanoTime() < deadline) {
            selector.select(key -> readAnswer(key, answers), 100);
        }
        return answers;
    }

    private void readAnswer(SelectionKey key, List<String> answers) {
        try (var channel = (SocketChannel) key.channel()) {
            buffer.clear();
            int length = channel.read(buffer);
            answers.add(
                    length < 0
                            ? "closed without an answer"
                            : new String(buffer.array(), 0, length, StandardCharsets.UTF_8));
        } catch (IOException e) {
            answers.add(e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) key.channel().close();
        selector.close();
    }
}
