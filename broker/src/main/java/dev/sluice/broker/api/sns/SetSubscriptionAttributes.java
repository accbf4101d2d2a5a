package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.protocol.sns.SetSubscriptionAttributesRequest;
import dev.sluice.protocol.sqs.Nothing;
import java.util.Map;

/** Sets one attribute of a subscription; no value removes it. What may be set depends on what the subscription is. */
final class SetSubscriptionAttributes implements SnsAction<SetSubscriptionAttributesRequest, Nothing> {

    @Override
    public void start(SetSubscriptionAttributesRequest request, SnsExchange<Nothing> exchange) {
        SubscriptionId id = SnsArns.subscription(request.subscriptionArn(), exchange.caller());
        if (id == null) throw SnsFaults.noSuchSubscription();
        exchange.ask(new TopicQuestion.DescribeSubscription(id), reply -> {
            var present = ((TopicReply.SubscriptionDescribed) reply).subscription();
            var change = new TopicCommand.SetSubscriptionAttributes(id, change(request, present));
            exchange.submit(change, done -> Nothing.NOTHING);
            return null;
        });
    }

    private static Map<SubscriptionAttribute, String> change(
            SetSubscriptionAttributesRequest request, SubscriptionRecord present) {
        var rules = new SubscriptionAttributeRules(
                present.protocol(), present.endpoint(), present.id().topic().isFifo());
        return rules.change(request.attributeName(), request.attributeValue(), present.attributes());
    }
}
