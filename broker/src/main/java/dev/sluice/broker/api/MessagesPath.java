package dev.sluice.broker.api;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.wire.FormParameters;
import dev.sluice.protocol.wire.SqsOperations;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A path that LocalStack's users know: a queue's messages without receiving them, in the form of ReceiveMessage's answer.
 * An AWS client that has it for its endpoint gets the same from {@code ReceiveMessage}. Owned by one event loop.
 */
final class MessagesPath {
    private static final String PATH = "/_aws/sqs/messages";
    private static final String ACTION = SqsOperations.RECEIVE_MESSAGE.name();
    private static final String MOST = "MaxResults";
    private static final byte[] NO_FORM = {};

    private final SqsApi api;
    private final boolean open;
    private final ApiMetrics.OfAction metrics;

    MessagesPath(SqsApi api, boolean open, ApiMetrics metrics) {
        this.api = api;
        this.open = open;
        this.metrics = metrics.of("PeekMessages");
    }

    static boolean isMeant(String path) {
        return path.startsWith(PATH) && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
    }

    void handle(Call call) {
        if (!call.method().equals("GET") && !call.method().equals("POST")) {
            api.notFound(call, false);
            return;
        }
        String target = call.header("X-Amz-Target");
        Wire wire = target != null ? Wire.JSON : prefersJson(call) ? Wire.QUERY_AS_JSON : Wire.QUERY;
        try {
            if (!open)
                throw new ApiException(ErrorCode.ACCESS_DENIED, "Access to the resource " + PATH + " is denied.");
            // The query string says what to show in the JSON protocol as well.
            var parameters = FormParameters.parse(call.query(), target == null ? call.body() : NO_FORM);
            requireReceive(target, parameters.get("Action"));
            start(call, wire, parameters);
        } catch (ApiException fault) {
            api.refuse(call, wire, fault.code(), fault.text());
        }
    }

    private void start(Call call, Wire wire, FormParameters parameters) {
        var action = new PeekMessages(
                flag(parameters, "ShowInvisible"), flag(parameters, "ShowDelayed"), most(parameters.get(MOST)));
        var entry = new Actions.Entry<>(SqsOperations.RECEIVE_MESSAGE, action, metrics);
        Caller caller = api.caller(call, parameters);
        String region = region(call.path(), parameters.get("QueueUrl"));
        if (region != null) caller = new Caller(caller.account(), region, caller.accessKey());
        api.start(call, wire, caller, entry, wire == Wire.JSON ? null : parameters);
    }

    /** Our own addition; MaxNumberOfMessages, which clients of SQS send along, means nothing here. */
    private static int most(@Nullable String given) {
        if (given == null) return PeekMessages.MOST_MESSAGES;
        int most = NumberText.digits(given, 1, PeekMessages.MOST_MESSAGES);
        if (most > 0) return most;
        throw Faults.invalidParameter(given, MOST, "Must be between 1 and " + PeekMessages.MOST_MESSAGES + ".");
    }

    private static void requireReceive(@Nullable String target, @Nullable String action) {
        String asked = target != null ? target : action;
        if (asked == null || asked.equals(ACTION) || asked.equals(Actions.TARGET_PREFIX + ACTION)) return;
        throw new ApiException(
                ErrorCode.UNKNOWN_OPERATION, "The action " + Faults.echo(asked) + " is not valid for this endpoint.");
    }

    /**
     * Callers of this path rarely have credentials that would say it, so the region is read off the path, {@code
     * /{region}/{account}/{queue}} below ours, or the host of the queue's URL.
     */
    private static @Nullable String region(String path, @Nullable String queueUrl) {
        String[] below = path.substring(PATH.length()).split("/", -1);
        if (below.length == 4) return below[1];
        int host = queueUrl == null ? -1 : queueUrl.indexOf("://");
        if (queueUrl == null || host < 0) return null;
        int end = queueUrl.indexOf('/', host + 3);
        return Callers.regionOf(end < 0 ? null : queueUrl.substring(host + 3, end));
    }

    private static boolean flag(FormParameters parameters, String name) {
        String value = parameters.get(name);
        if (value == null) return false;
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0", "" -> false;
            default -> throw Faults.invalidParameter(value, name, "Must be true or false, if provided.");
        };
    }

    private static boolean prefersJson(Call call) {
        String accept = call.header("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("json");
    }
}
