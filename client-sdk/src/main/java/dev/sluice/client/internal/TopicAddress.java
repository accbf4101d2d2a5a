package dev.sluice.client.internal;

import dev.sluice.client.TopicNotFoundException;
import dev.sluice.client.internal.Calls.Repeat;
import dev.sluice.protocol.sns.ListTopicsRequest;
import dev.sluice.protocol.sns.ListTopicsResponse;
import dev.sluice.protocol.sns.ListedTopic;
import dev.sluice.protocol.wire.SnsOperations;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The ARN of a topic. SNS has no question for it, so the list of topics is read until the name is found, when it is first
 * needed; CreateTopic, which others misuse for this, would make one of a misspelled name. An answer is kept, as an ARN
 * depends on nothing but region, account and name; a failure is not, so the next use asks again.
 */
final class TopicAddress {
    private static final int NOT_FOUND = 404;

    private final Calls calls;
    private final String name;
    private final AtomicReference<@Nullable CompletableFuture<String>> arn = new AtomicReference<>();

    /** @param name or ARN */
    TopicAddress(Calls calls, String name) {
        this.calls = calls;
        this.name = name;
        if (name.startsWith("arn:")) arn.set(CompletableFuture.completedFuture(name));
    }

    String name() {
        return name;
    }

    boolean isFifo() {
        return name.endsWith(".fifo");
    }

    CompletableFuture<String> arn() {
        CompletableFuture<String> known = arn.get();
        if (known != null && !known.isCompletedExceptionally()) return known;
        var asked = new CompletableFuture<String>();
        if (!arn.compareAndSet(known, asked)) return arn();
        Futures.chain(inPage(null), asked);
        return asked;
    }

    private CompletableFuture<String> inPage(@Nullable String token) {
        var page = calls.call(SnsOperations.LIST_TOPICS, new ListTopicsRequest(token), Repeat.HARMLESS);
        return Futures.then(page, topics -> {
            Optional<String> found = find(topics);
            String next = topics.nextToken();
            if (found.isPresent()) return CompletableFuture.completedFuture(found.get());
            return next == null ? CompletableFuture.failedFuture(notFound()) : inPage(next);
        });
    }

    private Optional<String> find(ListTopicsResponse topics) {
        return topics.topics().stream()
                .map(ListedTopic::topicArn)
                .filter(listed -> listed.endsWith(':' + name))
                .findFirst();
    }

    private TopicNotFoundException notFound() {
        return new TopicNotFoundException(
                "NotFound", NOT_FOUND, null, "NotFound: no topic is called " + name + " in this account and region");
    }
}
