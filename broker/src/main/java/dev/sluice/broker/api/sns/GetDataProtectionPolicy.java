package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.sns.GetDataProtectionPolicyRequest;
import dev.sluice.protocol.sns.GetDataProtectionPolicyResponse;

/** The data protection policy as it was put. */
final class GetDataProtectionPolicy
        implements SnsAction<GetDataProtectionPolicyRequest, GetDataProtectionPolicyResponse> {

    @Override
    public void start(GetDataProtectionPolicyRequest request, SnsExchange<GetDataProtectionPolicyResponse> exchange) {
        TopicId topic = SnsArns.topic("ResourceArn", request.resourceArn(), exchange.caller());
        exchange.ask(new TopicQuestion.DescribeTopic(topic), reply -> {
            String policy = ((TopicReply.TopicDescribed) reply).topic().dataProtectionPolicy();
            return new GetDataProtectionPolicyResponse(policy.isEmpty() ? null : policy);
        });
    }
}
