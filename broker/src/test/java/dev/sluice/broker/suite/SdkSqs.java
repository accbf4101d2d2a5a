package dev.sluice.broker.suite;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsResponse;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The AWS SDK for Java 2, with its MD5 checks on and its retries off. */
final class SdkSqs implements Sqs.Kind {
    private static final String MODEL = SqsResponse.class.getPackageName();

    private final URI endpoint;
    private final boolean async;
    private final Queue<SdkAutoCloseable> clients = new ConcurrentLinkedQueue<>();

    private SdkSqs(URI endpoint, boolean async) {
        this.endpoint = endpoint;
        this.async = async;
    }

    /** Blocking calls over the JDK's HttpURLConnection. */
    static SdkSqs sync(URI endpoint) {
        return new SdkSqs(endpoint, false);
    }

    /** Futures over Netty. */
    static SdkSqs async(URI endpoint) {
        return new SdkSqs(endpoint, true);
    }

    @Override
    public Sqs open(String accessKey, String region) {
        SdkAutoCloseable client = async
                ? configured(
                                SqsAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder()),
                                accessKey,
                                region)
                        .build()
                : configured(
                                SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()),
                                accessKey,
                                region)
                        .build();
        clients.add(client);
        Class<?> type = async ? SqsAsyncClient.class : SqsClient.class;
        return (action, request) -> call(type, client, action, request);
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder, String accessKey, String region) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")))
                .overrideConfiguration(options -> options.retryStrategy(retries -> retries.maxAttempts(1)));
    }

    private static Members call(Class<?> type, Object client, String action, Members request) {
        try {
            Object answer = type.getMethod(SdkShapes.methodName(action), SdkShapes.requestClass(MODEL, action))
                    .invoke(client, SdkShapes.request(MODEL, action, request));
            if (answer instanceof CompletableFuture<?> future) answer = future.join();
            return SdkShapes.members((SqsResponse) answer);
        } catch (InvocationTargetException | CompletionException e) {
            if (e.getCause() instanceof SqsException refused) throw SdkShapes.fault(refused, SqsException.class);
            throw new AssertionError(action + " " + request, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the SDK has no " + action, e);
        }
    }

    @Override
    public void close() {
        clients.forEach(SdkAutoCloseable::close);
    }
}
