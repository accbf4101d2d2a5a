package dev.sluice.client;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A span's identity as messages carry it: W3C Trace Context, level 1, and the tracing header of AWS X-Ray. */
final class TraceHeaders {
    static final String W3C_ATTRIBUTE = "traceparent";

    private static final Pattern W3C = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final Pattern ROOT = Pattern.compile("(?:^|;)\\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)");
    private static final Pattern PARENT = Pattern.compile("(?:^|;)\\s*Parent=([0-9a-f]{16})(?:;|$)");
    private static final Pattern SAMPLED = Pattern.compile("(?:^|;)\\s*Sampled=1(?:;|$)");

    private TraceHeaders() {}

    static String w3c(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    static String xRay(SpanContext span) {
        String trace = span.getTraceId();
        return "Root=1-" + trace.substring(0, 8) + "-" + trace.substring(8) + ";Parent=" + span.getSpanId()
                + ";Sampled=" + (span.isSampled() ? 1 : 0);
    }

    /** The span that sent the message; an invalid one when the message does not say. */
    static SpanContext sender(Received<?> message) {
        AttributeValue attribute = message.attributes().get(W3C_ATTRIBUTE);
        SpanContext sender = attribute == null ? SpanContext.getInvalid() : ofW3c(attribute.text());
        return sender.isValid() ? sender : ofXRay(message.systemAttributes().get("AWSTraceHeader"));
    }

    private static SpanContext ofW3c(@Nullable String text) {
        if (text == null) return SpanContext.getInvalid();
        Matcher parts = W3C.matcher(text);
        if (!parts.matches()) return SpanContext.getInvalid();
        return remote(parts.group(1), parts.group(2), TraceFlags.fromHex(parts.group(3), 0));
    }

    private static SpanContext ofXRay(@Nullable String text) {
        if (text == null) return SpanContext.getInvalid();
        Matcher root = ROOT.matcher(text);
        Matcher parent = PARENT.matcher(text);
        if (!root.find() || !parent.find()) return SpanContext.getInvalid();
        TraceFlags flags = SAMPLED.matcher(text).find() ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return remote(root.group(1) + root.group(2), parent.group(1), flags);
    }

    private static SpanContext remote(String trace, String span, TraceFlags flags) {
        return TraceId.isValid(trace) && SpanId.isValid(span)
                ? SpanContext.createFromRemoteParent(trace, span, flags, TraceState.getDefault())
                : SpanContext.getInvalid();
    }
}
