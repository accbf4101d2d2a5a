package dev.sluice.client;

import dev.sluice.client.internal.ClientOptions;
import dev.sluice.client.internal.Environment;
import dev.sluice.client.internal.HttpSluiceClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way in: makes clients for queues and topics, which share its connections. One for each application and server is enough.
 *
 * <pre>{@code
 * try (var sluice = SluiceClient.create()) {
 *     var jobs = sluice.queue("jobs");
 *     jobs.send("a.mov");
 *     for (var message : jobs.receive(ReceiveOptions.DEFAULT)) jobs.delete(message);
 * }
 * }</pre>
 *
 * <p>Methods that wait throw {@link SluiceException}, whose type says whether the request may have taken effect; futures fail
 * with it. An interrupt while waiting ends the wait, not the request. Futures complete on threads of the client, of which
 * there are as many as needed.
 */
public interface SluiceClient extends AutoCloseable {

    /** As {@link #builder} makes it when nothing is said. */
    static SluiceClient create() {
        return builder().build();
    }

    static Builder builder() {
        return new Builder();
    }

    /** {@link #queue(String, MessageCodec)} for bodies of plain text. */
    default QueueClient<String> queue(String name) {
        return queue(name, MessageCodec.text());
    }

    /**
     * A client for one queue. Nothing is asked of the server before the first use. Keep it: batches are gathered in it.
     *
     * @param name the queue's name, or its URL as CreateQueue or GetQueueUrl answered it
     */
    <T> QueueClient<T> queue(String name, MessageCodec<T> codec);

    /**
     * Creates a queue, or does nothing when it exists with these attributes. Names of FIFO queues end in {@code .fifo}, and
     * their attributes need {@code FifoQueue=true}.
     *
     * @param attributes under SQS's names, such as {@code VisibilityTimeout}; times in seconds
     * @return the queue's URL
     * @throws RefusedException when it exists with other attributes, or one of them is wrong
     */
    String createQueue(String name, Map<String, String> attributes);

    /** As {@link #createQueue}. */
    CompletableFuture<String> createQueueAsync(String name, Map<String, String> attributes);

    /**
     * Deletes a queue and all its messages, given its name or URL.
     *
     * @throws QueueNotFoundException when there is none
     */
    void deleteQueue(String name);

    /** As {@link #deleteQueue}. */
    CompletableFuture<Void> deleteQueueAsync(String name);

    /** {@link #topic(String, MessageCodec)} for bodies of plain text. */
    default TopicClient<String> topic(String name) {
        return topic(name, MessageCodec.text());
    }

    /**
     * A client for one topic. Nothing is asked of the server before the first use. Keep it: batches are gathered in it.
     *
     * @param name the topic's ARN, or its name, which is then looked for in the list of topics
     */
    <T> TopicClient<T> topic(String name, MessageCodec<T> codec);

    /**
     * Creates a topic, or does nothing when it exists with these attributes. Names of FIFO topics end in {@code .fifo}, and
     * their attributes need {@code FifoTopic=true}.
     *
     * @param attributes under SNS's names, such as {@code DisplayName}
     * @return the topic's ARN
     * @throws RefusedException when it exists with other attributes, or one of them is wrong
     */
    String createTopic(String name, Map<String, String> attributes);

    /** As {@link #createTopic}. */
    CompletableFuture<String> createTopicAsync(String name, Map<String, String> attributes);

    /**
     * Deletes a topic and its subscriptions, given its name or ARN. Given an ARN, does nothing when there is none.
     *
     * @throws TopicNotFoundException when there is none of that name
     */
    void deleteTopic(String name);

    /** As {@link #deleteTopic}. */
    CompletableFuture<Void> deleteTopicAsync(String name);

    /**
     * Closes its consumers, sends what is gathered, waits for what is under way, at most for the request timeout each, and
     * closes. Later calls fail with {@link ClientClosedException}.
     */
    @Override
    void close();

    /**
     * Says how a client is made. Each setting has a default, so that {@code builder().build()} reaches a server on this
     * machine.
     *
     * <pre>{@code
     * var client = SluiceClient.builder()
     *         .endpoints("http://q1:9324", "http://q2:9324")
     *         .region("eu-central-1")
     *         .credentials(Credentials.fromEnvironment())
     *         .requestTimeout(Duration.ofSeconds(5))
     *         .build();
     * }</pre>
     */
    final class Builder {
        private List<URI> endpoints = List.of();
        private List<URI> topicEndpoints = List.of();
        private List<URI> management = List.of();
        private @Nullable String region;
        private Supplier<Credentials> credentials;
        private RetryPolicy retry = RetryPolicy.DEFAULT;
        private Batching batching = Batching.DEFAULT;
        private Duration connectTimeout = Duration.ofSeconds(2);
        private Duration requestTimeout = Duration.ofSeconds(10);
        private List<Interceptor> interceptors = List.of();
        private ClientMetrics metrics = ClientMetrics.NONE;
        private @Nullable ScaleInProtection scaleInProtection;

        private Builder() {
            var fromEnvironment = Credentials.fromEnvironment();
            credentials = () -> fromEnvironment;
        }

        /**
         * Servers that have the same queues; the first that works is asked. By default those in {@code SLUICE_ENDPOINT}, with
         * commas between them, else {@code AWS_ENDPOINT_URL_SQS}, else {@code AWS_ENDPOINT_URL}, else {@code
         * http://127.0.0.1:9324}. For SQS itself: {@code https://sqs.eu-central-1.amazonaws.com}.
         */
        public Builder endpoints(URI... servers) {
            endpoints = checked(servers);
            return this;
        }

        /** As {@link #endpoints(URI...)}. */
        public Builder endpoints(String... servers) {
            return endpoints(List.of(servers).stream().map(URI::create).toArray(URI[]::new));
        }

        /**
         * Servers that have the same topics, where these are not the ones that have the queues. By default those are asked, and
         * for {@code https://sqs.eu-central-1.amazonaws.com} its neighbour {@code https://sns.eu-central-1.amazonaws.com}; when
         * endpoints come from the environment, {@code AWS_ENDPOINT_URL_SNS} is topics' own as {@code AWS_ENDPOINT_URL_SQS} is
         * queues'.
         */
        public Builder topicEndpoints(URI... servers) {
            topicEndpoints = checked(servers);
            return this;
        }

        /** As {@link #topicEndpoints(URI...)}. */
        public Builder topicEndpoints(String... servers) {
            return topicEndpoints(List.of(servers).stream().map(URI::create).toArray(URI[]::new));
        }

        /**
         * Management ports of the servers, for {@link QueueClient#scalingHint}. By default those in {@code SLUICE_MANAGEMENT}, with
         * commas between them, else the endpoints themselves, where Sluice has hints if {@code scaling.on-data-port} says so.
         */
        public Builder management(URI... servers) {
            management = checked(servers);
            return this;
        }

        /** As {@link #management(URI...)}. */
        public Builder management(String... servers) {
            return management(List.of(servers).stream().map(URI::create).toArray(URI[]::new));
        }

        /**
         * What requests are signed for. By default that in the name of an endpoint of AWS, else {@code AWS_REGION}, else {@code
         * AWS_DEFAULT_REGION}, else {@code us-east-1}.
         */
        public Builder region(String name) {
            region = Objects.requireNonNull(name, "name");
            return this;
        }

        /** By default {@link Credentials#fromEnvironment}. */
        public Builder credentials(Credentials fixed) {
            Objects.requireNonNull(fixed, "fixed");
            return credentials(() -> fixed);
        }

        /** Asked for every request, by any thread, so that temporary credentials can be replaced; must answer at once. */
        public Builder credentials(Supplier<Credentials> current) {
            credentials = Objects.requireNonNull(current, "current");
            return this;
        }

        /** By default {@link RetryPolicy#DEFAULT}. */
        public Builder retry(RetryPolicy policy) {
            retry = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** By default {@link Batching#DEFAULT}. */
        public Builder batching(Batching rules) {
            batching = Objects.requireNonNull(rules, "rules");
            return this;
        }

        /** For a connection to be made; by default 2 s. */
        public Builder connectTimeout(Duration longest) {
            connectTimeout = positive(longest);
            return this;
        }

        /** For each attempt, up to the answer's last byte; by default 10 s. The wait of a receive comes on top. */
        public Builder requestTimeout(Duration longest) {
            requestTimeout = positive(longest);
            return this;
        }

        /** By default none; the first is the outermost. */
        public Builder interceptors(Interceptor... outermostFirst) {
            interceptors = List.of(outermostFirst);
            return this;
        }

        /** By default {@link ClientMetrics#NONE}. */
        public Builder metrics(ClientMetrics told) {
            metrics = Objects.requireNonNull(told, "told");
            return this;
        }

        /** Is told how many messages the client's consumers have in hand. By default nobody is. */
        public Builder scaleInProtection(ScaleInProtection told) {
            scaleInProtection = Objects.requireNonNull(told, "told");
            return this;
        }

        public SluiceClient build() {
            List<URI> servers = endpoints.isEmpty() ? Environment.endpoints(System.getenv()) : endpoints;
            String signedFor = region == null ? Environment.region(servers.get(0), System.getenv()) : region;
            return new HttpSluiceClient(new ClientOptions(
                    servers,
                    topicServers(servers),
                    management.isEmpty() ? Environment.hintEndpoints(servers, System.getenv()) : management,
                    signedFor,
                    credentials,
                    retry,
                    batching,
                    connectTimeout,
                    requestTimeout,
                    interceptors,
                    metrics,
                    scaleInProtection));
        }

        private List<URI> topicServers(List<URI> servers) {
            if (!topicEndpoints.isEmpty()) return topicEndpoints;
            return endpoints.isEmpty()
                    ? Environment.topicEndpoints(servers, System.getenv())
                    : Environment.topicEndpoints(servers);
        }

        private static List<URI> checked(URI... servers) {
            if (servers.length == 0) throw new IllegalArgumentException("at least one endpoint");
            var checked = new ArrayList<URI>();
            for (URI server : servers) checked.add(Environment.endpoint(server));
            return checked;
        }

        private static Duration positive(Duration time) {
            if (time.isNegative() || time.isZero()) throw new IllegalArgumentException("must be positive: " + time);
            return time;
        }
    }
}
