package dev.sluice.broker.api;

import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.PeekedMessage;
import dev.sluice.broker.model.MessageState;
import dev.sluice.protocol.sqs.ReceiveMessageRequest;
import dev.sluice.protocol.sqs.ReceiveMessageResponse;
import dev.sluice.protocol.sqs.ReceivedMessage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;

/** Answers as a receive of everything would, and leaves everything where it is. */
final class PeekMessages implements Action<ReceiveMessageRequest, ReceiveMessageResponse> {
    static final int MOST_MESSAGES = 1_000;

    /** Refused when somebody deletes with it. */
    private static final String NO_HANDLE = "PEEKED-NOT-RECEIVED";

    private final boolean showInvisible;
    private final boolean showDelayed;
    private final int most;

    /** @param most messages, 1 to {@link #MOST_MESSAGES} */
    PeekMessages(boolean showInvisible, boolean showDelayed, int most) {
        this.showInvisible = showInvisible;
        this.showDelayed = showDelayed;
        this.most = most;
    }

    @Override
    public void start(ReceiveMessageRequest request, Exchange<ReceiveMessageResponse> exchange) {
        var states = EnumSet.of(MessageState.AVAILABLE);
        if (showInvisible) states.add(MessageState.IN_FLIGHT);
        if (showDelayed) states.add(MessageState.DELAYED);
        var queue = exchange.queue(request.queueUrl());
        var all = ReceivedAttributes.everything(queue.isFifo());
        exchange.look(queue, new Peek(states, most), reply -> worded((Reply.Peeked) reply, all));
    }

    private ReceiveMessageResponse worded(Reply.Peeked page, ReceivedAttributes all) {
        var messages = new ArrayList<ReceivedMessage>(page.messages().size());
        for (PeekedMessage seen : page.messages()) messages.add(worded(seen, all));
        return new ReceiveMessageResponse(messages);
    }

    private ReceivedMessage worded(PeekedMessage seen, ReceivedAttributes all) {
        ReceivedMessage message = all.worded(seen.delivery(), NO_HANDLE);
        var attributes = new LinkedHashMap<>(message.attributes());
        if (showInvisible) attributes.put("IsVisible", Boolean.toString(seen.state() != MessageState.IN_FLIGHT));
        if (showDelayed) attributes.put("IsDelayed", Boolean.toString(seen.state() == MessageState.DELAYED));
        return new ReceivedMessage(
                message.messageId(),
                message.receiptHandle(),
                message.md5OfBody(),
                message.body(),
                attributes,
                message.md5OfMessageAttributes(),
                message.messageAttributes());
    }
}
