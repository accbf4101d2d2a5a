package dev.sluice.bench.sdk;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * AWS's SDK v2, asynchronous on Netty: its batch manager sends; eight loops receive ten and delete these ten in one request,
 * which is the cheapest way to consume with it.
 */
final class AwsContender implements Contender {
    private static final int LOOPS = 8;

    private final SqsAsyncClient client;
    private final SqsAsyncBatchManager batches;

    AwsContender(URI endpoint) {
        client = SqsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(LOOPS * 2))
                .build();
        batches = client.batchManager();
    }

    @Override
    public String name() {
        return "aws-sdk-v2";
    }

    @Override
    public void send(String queueUrl, String body, int messages, int window) throws Exception {
        var room = new Semaphore(window);
        var failure = new AtomicReference<@Nullable Throwable>();
        for (int i = 0; i < messages; i++) {
            room.acquire();
            var unused = batches.sendMessage(
                            request -> request.queueUrl(queueUrl).messageBody(body))
                    .whenComplete((sent, failed) -> {
                        if (failed != null) failure.set(failed);
                        room.release();
                    });
        }
        room.acquire(window);
        Throwable failed = failure.get();
        if (failed != null) throw new IllegalStateException("a send failed", failed);
    }

    @Override
    public void consume(String queueUrl, int messages) {
        var left = new AtomicInteger(messages);
        CompletableFuture.allOf(IntStream.range(0, LOOPS)
                        .mapToObj(loop -> receive(queueUrl, left))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private CompletableFuture<Void> receive(String queueUrl, AtomicInteger left) {
        if (left.get() <= 0) return CompletableFuture.completedFuture(null);
        return client.receiveMessage(request ->
                        request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(1))
                .thenCompose(received -> delete(queueUrl, received.messages(), left))
                .thenComposeAsync(deleted -> receive(queueUrl, left));
    }

    private CompletableFuture<Boolean> delete(String queueUrl, List<Message> messages, AtomicInteger left) {
        if (messages.isEmpty()) return CompletableFuture.completedFuture(false);
        var entries = IntStream.range(0, messages.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build())
                .toList();
        return client.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries))
                .thenApply(deleted -> {
                    left.addAndGet(-deleted.successful().size());
                    return true;
                });
    }

    @Override
    public void close() {
        batches.close();
        client.close();
    }
}
