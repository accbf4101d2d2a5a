package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.SequenceNumbers;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sns.PublishBatchRequest;
import dev.sluice.protocol.sns.PublishBatchRequestEntry;
import dev.sluice.protocol.sns.PublishBatchResponse;
import dev.sluice.protocol.sns.PublishBatchResultEntry;
import java.util.ArrayList;
import java.util.List;

/** Publishes up to ten messages, all of them or, when anything is wrong with one, none. */
final class PublishBatch implements SnsAction<PublishBatchRequest, PublishBatchResponse> {
    private final Publications publications;

    PublishBatch(Publications publications) {
        this.publications = publications;
    }

    @Override
    public void start(PublishBatchRequest request, SnsExchange<PublishBatchResponse> exchange) {
        TopicId topic = exchange.topic(request.topicArn());
        List<PublishBatchRequestEntry> entries = request.entries();
        PublishBatchRules.check(entries);
        var drafts = new ArrayList<Publications.Draft>(entries.size());
        for (PublishBatchRequestEntry entry : entries) drafts.add(draft(entry));
        new Publishing<>(publications, topic, drafts, exchange, reply -> worded(entries, reply), PublishBatch::refusal)
                .start();
    }

    private static Publications.Draft draft(PublishBatchRequestEntry entry) {
        return new Publications.Draft(
                entry.message(),
                entry.subject(),
                entry.messageStructure(),
                entry.messageAttributes(),
                entry.messageGroupId(),
                entry.messageDeduplicationId());
    }

    private static PublishBatchResponse worded(List<PublishBatchRequestEntry> entries, TopicReply.Published reply) {
        var successful = new ArrayList<PublishBatchResultEntry>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            var outcome = reply.outcomes().get(i);
            successful.add(new PublishBatchResultEntry(
                    entries.get(i).id(), outcome.messageId().toString(), SequenceNumbers.text(outcome.sequence())));
        }
        return new PublishBatchResponse(successful, List.of());
    }

    private static ApiException refusal(Rejected rejected) {
        return rejected.reason() == Rejection.MESSAGE_TOO_LARGE ? PublishBatchRules.tooLong() : SnsFaults.of(rejected);
    }
}
