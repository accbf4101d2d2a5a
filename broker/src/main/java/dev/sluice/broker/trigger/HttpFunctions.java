package dev.sluice.broker.trigger;

import dev.sluice.broker.api.ReceivedInFull;
import dev.sluice.broker.courier.Parcel;
import dev.sluice.broker.courier.Poster;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.trigger.Verdict.Failed;
import dev.sluice.broker.trigger.Verdict.Overloaded;
import dev.sluice.protocol.sqs.ReceivedMessage;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Functions that are invoked by posting Lambda's event for messages of a queue to their URL. */
final class HttpFunctions implements Functions {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private static final String UNCODED = "identity";

    private final Poster poster;
    private final ReceivedInFull words;
    private final InstantSource clock;

    HttpFunctions(Poster poster, ReceivedInFull words, InstantSource clock) {
        this.poster = poster;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Verdict> invoke(TriggerOptions trigger, List<Delivery> messages, Duration timeout) {
        Set<String> ids = new HashSet<>();
        for (Delivery each : messages) ids.add(each.message().id().toString());
        return poster.post(
                        trigger.url().toString(),
                        trigger.publicAddressesOnly(),
                        timeout,
                        () -> parcel(trigger, messages),
                        answer -> new LimitedBody())
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS) // looking up the host included
                .thenApply(answer -> judged(answer, ids, trigger.partialFailures()))
                .exceptionally(failure -> judged(failure, timeout));
    }

    private Parcel parcel(TriggerOptions trigger, List<Delivery> messages) {
        QueueId queue = trigger.queue();
        List<ReceivedMessage> worded = new ArrayList<>(messages.size());
        for (Delivery each : messages) worded.add(words.worded(each, queue.isFifo()));
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "Accept-Encoding",
                UNCODED,
                "User-Agent",
                "Sluice",
                "X-Sluice-Trigger",
                trigger.name());
        return new Parcel(headers, SqsEvent.of(queue, worded));
    }

    private Verdict judged(HttpResponse<byte[]> answer, Set<String> ids, boolean partialFailures) {
        int status = answer.statusCode();
        if (status == TOO_MANY_REQUESTS || status == UNAVAILABLE) {
            String after = answer.headers().firstValue("Retry-After").orElse(null);
            return new Overloaded("answered " + status, retryAfterMillis(after, clock.millis()));
        }
        if (status < 200 || status > 299) return new Failed("answered " + status);
        Failed coded = coded(answer.headers());
        if (coded != null) return coded;
        String kind = answer.headers().firstValue("X-Amz-Function-Error").orElse(null);
        if (kind != null) return FunctionAnswer.failed(kind, answer.body());
        return FunctionAnswer.read(answer.body(), ids, partialFailures);
    }

    /** What is compressed would be taken for text, and all messages for done. Null when the answer can be read. */
    static @Nullable Failed coded(HttpHeaders headers) {
        String coding = headers.firstValue("Content-Encoding").orElse(UNCODED);
        return coding.equalsIgnoreCase(UNCODED)
                ? null
                : new Failed("answered in Content-Encoding " + coding + ", which was not asked for");
    }

    private static Verdict judged(Throwable failure, Duration timeout) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException || cause instanceof java.net.http.HttpTimeoutException) {
            return new Failed("gave no answer within %s s".formatted(timeout.toMillis() / 1000.0));
        }
        if (!(cause instanceof IOException)) throw new CompletionException(cause); // not the function's fault but ours
        String text = cause.getMessage();
        return new Failed(cause.getClass().getSimpleName() + (text == null ? "" : ": " + text));
    }

    /** Of seconds or a date; 0 when it is neither, absent or past. */
    static long retryAfterMillis(@Nullable String text, long now) {
        if (text == null) return 0;
        String trimmed = text.trim();
        try {
            if (trimmed.matches("\\d{1,9}")) return Long.parseLong(trimmed) * 1_000;
            var date = ZonedDateTime.parse(trimmed, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Math.max(0, date.toInstant().toEpochMilli() - now);
        } catch (DateTimeParseException neither) {
            return 0;
        }
    }
}
