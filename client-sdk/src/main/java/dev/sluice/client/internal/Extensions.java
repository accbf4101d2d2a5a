package dev.sluice.client.internal;

import dev.sluice.client.MessageCodec;
import dev.sluice.client.NotOfferedException;
import dev.sluice.client.PeekedMessage;
import dev.sluice.client.PeekedMessage.State;
import dev.sluice.client.RefusedException;
import dev.sluice.client.ScalingHint;
import dev.sluice.protocol.sqs.GetQueueAttributesRequest;
import dev.sluice.protocol.sqs.ReceiveMessageRequest;
import dev.sluice.protocol.wire.SqsOperations;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What Sluice tells of a queue beyond SQS's API. Any thread. */
final class Extensions {
    /** What the server shows at most. */
    static final int MOST_PEEKED = 1_000;

    private static final String MESSAGES = "_aws/sqs/messages?ShowInvisible=true&ShowDelayed=true&MaxResults=";
    private static final String VISIBLE = "IsVisible";
    private static final String DELAYED = "IsDelayed";

    private final Calls calls;
    private final Calls hints;
    private final String region;
    private final QueueAddress address;

    /** @param hints asks where there are scaling hints */
    Extensions(Calls calls, Calls hints, String region, QueueAddress address) {
        this.calls = calls;
        this.hints = hints;
        this.region = region;
        this.address = address;
    }

    /**
     * The path takes receives for looks. Another server may take it for what it says, and receive; so each must have said that it
     * is Sluice.
     */
    CompletableFuture<List<PeekedMessage>> peek(int max) {
        if (max < 1 || max > MOST_PEEKED) throw new IllegalArgumentException("max must be 1 to 1000: " + max);
        var answer = Futures.then(address.url(), url -> {
            var look = new ReceiveMessageRequest(url, List.of(), List.of(), List.of(), null, null, null, null);
            var harmless = new GetQueueAttributesRequest(url, List.of("QueueArn"));
            return calls.callOnlySluice(
                    "PeekMessages",
                    MESSAGES + max,
                    SqsOperations.RECEIVE_MESSAGE,
                    look,
                    SqsOperations.GET_QUEUE_ATTRIBUTES,
                    harmless);
        });
        return Futures.map(
                answer,
                shown -> shown.messages().stream()
                        .limit(max)
                        .map(Extensions::peeked)
                        .toList());
    }

    private static PeekedMessage peeked(dev.sluice.protocol.sqs.ReceivedMessage wire) {
        var message = new ReceivedMessage<>(wire, MessageCodec.text());
        var attributes = new LinkedHashMap<>(message.systemAttributes());
        boolean delayed = Boolean.parseBoolean(attributes.remove(DELAYED));
        boolean visible = Boolean.parseBoolean(attributes.remove(VISIBLE));
        return new PeekedMessage(
                message.id(),
                delayed ? State.DELAYED : visible ? State.AVAILABLE : State.IN_FLIGHT,
                message.text(),
                Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "0")),
                message.sentAt(),
                message.group(),
                message.sequenceNumber(),
                message.attributes(),
                attributes);
    }

    CompletableFuture<ScalingHint> scalingHint() {
        return Futures.then(
                address.url(),
                url -> Futures.orElse(
                        hints.get("GetScalingHint", path(url), HintJson::hint),
                        failure -> CompletableFuture.failedFuture(whetherOffered(failure))));
    }

    /** Who answers in another form than Sluice's hints do has none. */
    private Throwable whetherOffered(Throwable failure) {
        if (!(failure instanceof RefusedException refused) || refused.code().equals(Dialect.HINT_REFUSED))
            return failure;
        return new NotOfferedException(
                "no scaling hints at " + hints.endpoints + ", which answers " + refused.getMessage()
                        + ". Sluice has them on its management port, see SluiceClient.Builder.management and"
                        + " SLUICE_MANAGEMENT, and on the other with scaling.on-data-port",
                refused);
    }

    /** @param queueUrl which ends in account and name */
    private String path(String queueUrl) {
        String[] parts = URI.create(queueUrl).getPath().split("/", -1);
        String name = parts[parts.length - 1];
        String account = parts.length < 2 ? "" : parts[parts.length - 2];
        return "scaling/v1/queues/" + encoded(name) + "?account=" + encoded(account) + "&region=" + encoded(region);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
