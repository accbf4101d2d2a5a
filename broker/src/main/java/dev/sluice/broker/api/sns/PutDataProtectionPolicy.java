package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.sns.PutDataProtectionPolicyRequest;
import dev.sluice.protocol.sqs.Nothing;

/** Keeps the data protection policy of a topic; an empty one removes it. */
final class PutDataProtectionPolicy implements SnsAction<PutDataProtectionPolicyRequest, Nothing> {

    @Override
    public void start(PutDataProtectionPolicyRequest request, SnsExchange<Nothing> exchange) {
        TopicId topic = SnsArns.topic("ResourceArn", request.resourceArn(), exchange.caller());
        String policy = request.dataProtectionPolicy();
        if (!policy.isEmpty()) DataProtectionPolicy.check(policy, topic);
        exchange.submit(new TopicCommand.PutDataProtectionPolicy(topic, policy), reply -> Nothing.NOTHING);
    }
}
