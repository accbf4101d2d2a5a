package dev.sluice.client;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Continues traces from senders to handlers with OpenTelemetry. Needs {@code io.opentelemetry:opentelemetry-api}, which the
 * client itself does not bring along.
 *
 * <ul>
 *   <li>{@code send QUEUE}, {@code publish TOPIC}: from the call to the server's answer; a child of the caller's span
 *   <li>{@code process QUEUE}: while the handler works, which finds it as the current span; a child of the sender's. Of an
 *       asynchronous one until its stage completes; of a batch one span, with a link to each sender's
 * </ul>
 *
 * <p>The sender's span travels as W3C's {@code traceparent} in a message attribute of that name, unless the message has ten or
 * one of that name already, and to queues also in X-Ray's form as {@code AWSTraceHeader}, which counts as no attribute. Either
 * is understood, so that traces go on from and to whatever else speaks SQS. Baggage and {@code tracestate} do not travel.
 *
 * <pre>{@code
 * var telemetry = io.opentelemetry.api.GlobalOpenTelemetry.get();
 * var client = SluiceClient.builder().interceptors(new OpenTelemetryInterceptor(telemetry)).build();
 * }</pre>
 */
public final class OpenTelemetryInterceptor implements Interceptor {
    private static final String MESSAGE_ID = "messaging.message.id";
    private static final int MOST_ATTRIBUTES = 10;

    private final Tracer tracer;

    public OpenTelemetryInterceptor(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("dev.sluice.client");
    }

    @Override
    public <T> CompletableFuture<SendResult> aroundSend(
            String queue, Outgoing<T> message, Sending<Outgoing<T>, SendResult> sending) {
        Span span = span("send", queue, SpanKind.PRODUCER).startSpan();
        SpanContext sender = span.getSpanContext();
        Outgoing<T> traced = hasRoom(sender, message.attributes())
                ? message.attribute(TraceHeaders.W3C_ATTRIBUTE, TraceHeaders.w3c(sender))
                : message;
        Outgoing<T> whole = sender.isValid() && message.traceHeader() == null
                ? traced.traceHeader(TraceHeaders.xRay(sender))
                : traced;
        return within(span, () -> sending.proceed(whole), SendResult::messageId);
    }

    @Override
    public <T> CompletableFuture<PublishResult> aroundPublish(
            String topic, Publication<T> message, Sending<Publication<T>, PublishResult> sending) {
        Span span = span("publish", topic, SpanKind.PRODUCER).startSpan();
        SpanContext sender = span.getSpanContext();
        Publication<T> traced = hasRoom(sender, message.attributes())
                ? message.attribute(TraceHeaders.W3C_ATTRIBUTE, TraceHeaders.w3c(sender))
                : message;
        return within(span, () -> sending.proceed(traced), PublishResult::messageId);
    }

    private static boolean hasRoom(SpanContext sender, Map<String, AttributeValue> attributes) {
        return sender.isValid()
                && attributes.size() < MOST_ATTRIBUTES
                && !attributes.containsKey(TraceHeaders.W3C_ATTRIBUTE);
    }

    private static <R> CompletableFuture<R> within(
            Span span, Supplier<CompletableFuture<R>> sending, Function<R, String> messageId) {
        try {
            return sending.get().whenComplete((sent, failure) -> {
                if (failure == null) span.setAttribute(MESSAGE_ID, messageId.apply(sent));
                end(span, failure);
            });
        } catch (RuntimeException e) {
            end(span, e);
            throw e;
        }
    }

    @Override
    public void aroundHandling(String queue, Received<?> message, Handling handling) throws Exception {
        Context sender = sender(message);
        process(sender, processing(queue, message, sender), handling);
    }

    @Override
    public CompletionStage<?> aroundAsync(String queue, Received<?> message, AsyncHandling handling) throws Exception {
        Context sender = sender(message);
        Span span = processing(queue, message, sender);
        Callable<CompletionStage<?>> traced = sender.with(span).wrap(handling::proceed);
        try {
            CompletionStage<?> stage = traced.call();
            var unused = stage.whenComplete((done, failure) -> end(span, failure));
            return stage;
        } catch (Exception | Error e) {
            end(span, e);
            throw e;
        }
    }

    @Override
    public void aroundBatch(String queue, List<? extends Received<?>> messages, Handling handling) throws Exception {
        SpanBuilder span = span("process", queue, SpanKind.CONSUMER)
                .setNoParent()
                .setAttribute("messaging.batch.message_count", messages.size());
        for (Received<?> message : messages) {
            SpanContext sender = TraceHeaders.sender(message);
            if (sender.isValid()) span.addLink(sender);
        }
        process(Context.root(), span.startSpan(), handling);
    }

    private static Context sender(Received<?> message) {
        return Context.root().with(Span.wrap(TraceHeaders.sender(message)));
    }

    private Span processing(String queue, Received<?> message, Context sender) {
        return span("process", queue, SpanKind.CONSUMER)
                .setParent(sender)
                .setAttribute(MESSAGE_ID, message.id())
                .startSpan();
    }

    private static void process(Context sender, Span span, Handling handling) throws Exception {
        Callable<Void> traced = sender.with(span).wrap(() -> {
            handling.proceed();
            return null;
        });
        Throwable failure = null;
        try {
            traced.call();
        } catch (Exception | Error e) {
            failure = e;
            throw e;
        } finally {
            end(span, failure);
        }
    }

    private SpanBuilder span(String operation, String destination, SpanKind kind) {
        return tracer.spanBuilder(operation + " " + destination)
                .setSpanKind(kind)
                .setAttribute("messaging.system", operation.equals("publish") ? "aws_sns" : "aws_sqs")
                .setAttribute("messaging.destination.name", destination)
                .setAttribute("messaging.operation.name", operation)
                .setAttribute("messaging.operation.type", kind == SpanKind.CONSUMER ? "process" : "send");
    }

    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR);
            span.recordException(failure);
            span.setAttribute("error.type", failure.getClass().getName());
        }
        span.end();
    }
}
