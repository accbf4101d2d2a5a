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
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.SnsResponse;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** SNS through the AWS SDK for Java 2, with its retries off. */
final class SdkSns implements Sqs.Kind {
    private static final String MODEL = SnsResponse.class.getPackageName();

    private final URI endpoint;
    private final boolean async;
    private final Queue<SdkAutoCloseable> clients = new ConcurrentLinkedQueue<>();

    /** @param async futures over Netty instead of blocking calls over the JDK's HttpURLConnection */
    SdkSns(URI endpoint, boolean async) {
        this.endpoint = endpoint;
        this.async = async;
    }

    @Override
    public Sqs open(String accessKey, String region) {
        SdkAutoCloseable client = async
                ? configured(
                                SnsAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder()),
                                accessKey,
                                region)
                        .build()
                : configured(
                                SnsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()),
                                accessKey,
                                region)
                        .build();
        clients.add(client);
        Class<?> type = async ? SnsAsyncClient.class : SnsClient.class;
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
            return SdkShapes.members((SnsResponse) answer);
        } catch (InvocationTargetException | CompletionException e) {
            if (e.getCause() instanceof SnsException refused) throw SdkShapes.fault(refused, SnsException.class);
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
