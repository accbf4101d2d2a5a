package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Answers;
import dev.sluice.broker.api.ApiMetrics;
import dev.sluice.broker.api.ApiOptions;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.api.Caller;
import dev.sluice.broker.api.Callers;
import dev.sluice.broker.api.Faults;
import dev.sluice.broker.api.Ids;
import dev.sluice.broker.api.OpenRequest;
import dev.sluice.broker.api.PageTokens;
import dev.sluice.broker.api.QueryService;
import dev.sluice.broker.api.Wire;
import dev.sluice.broker.shard.Shards;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.wire.FormParameters;
import dev.sluice.protocol.wire.JsonCodec;
import dev.sluice.protocol.wire.QueryCodec;
import dev.sluice.protocol.wire.Service;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SNS over HTTP, in the Query protocol on the root path: decides which operation a call asks for, and hands it to that
 * operation's {@link SnsAction}. Owned by one event loop.
 */
public final class SnsApi implements QueryService {
    private static final String VERSION = "2010-03-31";
    private static final List<String> ARNS =
            List.of("TopicArn", "SubscriptionArn", "TargetArn", "PlatformApplicationArn", "EndpointArn");

    private final QueryCodec query = new QueryCodec(Service.SNS);
    private final Answers answers = new Answers(new JsonCodec(), query);
    private final @Nullable String publicUrl;
    private final Ids ids;
    private final OpenRequest.Desk desk;
    private final Callers callers;
    private final SnsActions actions;
    private final ApiMetrics.OfAction unknownAction;

    /** @param tokenKey 16 secret bytes that seal the tokens of listings; kept, so that they outlive a restart */
    public SnsApi(
            ApiOptions options, Shards shards, byte[] tokenKey, Ids ids, InstantSource clock, ApiMetrics metrics) {
        this.publicUrl = options.publicUrl();
        this.ids = ids;
        this.desk = OpenRequest.Desk.over(shards, ids, answers, tokenKey);
        this.callers = new Callers(options);
        this.actions = new SnsActions(PageTokens.keyed(tokenKey), options.ownTopic(), clock, metrics);
        this.unknownAction = metrics.of("unknown");
    }

    @Override
    public void handle(Call call, String action, FormParameters parameters) {
        if (action.isEmpty()) {
            refuse(call, ErrorCode.MISSING_ACTION, "The request must contain the parameter Action.");
            return;
        }
        String version = parameters.get("Version");
        if (version == null || version.isEmpty()) version = VERSION; // the links in SNS's own messages have none
        SnsActions.Entry<?, ?> entry = actions.named(action);
        if (entry == null || !version.equals(VERSION) || call.path().length() > 1) {
            String text = "Could not find operation " + Faults.echo(action) + " for version " + Faults.echo(version);
            refuse(call, ErrorCode.UNKNOWN_OPERATION, text);
        } else {
            start(call, entry, parameters);
        }
    }

    private <I, O> void start(Call call, SnsActions.Entry<I, O> entry, FormParameters parameters) {
        var exchange = new SnsExchange<>(desk, call, caller(call, parameters), entry, publicUrl);
        try {
            I request = query.decode(entry.operation(), parameters);
            entry.action().start(request, exchange);
        } catch (ApiException fault) {
            exchange.fail(fault);
        } catch (RuntimeException ours) {
            exchange.fail(ours);
        }
    }

    /** Nothing but the ARN says where a link was made that is followed without a signature. */
    private Caller caller(Call call, FormParameters parameters) {
        Caller caller = callers.of(call, parameters.get("X-Amz-Credential"));
        if (caller.accessKey() != null) return caller;
        for (String parameter : ARNS) {
            String region = region(parameters.get(parameter));
            if (region != null) return new Caller(caller.account(), region, null);
        }
        return caller;
    }

    private static @Nullable String region(@Nullable String arn) {
        String[] parts = arn == null ? new String[0] : arn.split(":", 6);
        return parts.length == 6 && parts[2].equals("sns") && !parts[3].isEmpty() ? parts[3] : null;
    }

    private void refuse(Call call, ErrorCode code, String text) {
        unknownAction.counted(code);
        call.respond(answers.ofFault(Wire.QUERY, code, text, ids.requestId()), null);
    }
}
