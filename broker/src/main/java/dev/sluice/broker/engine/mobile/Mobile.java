package dev.sluice.broker.engine.mobile;

import dev.sluice.broker.engine.effect.ApplicationRecord;
import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.engine.effect.PhoneNumberRecord;
import dev.sluice.broker.engine.effect.SmsSandbox;
import dev.sluice.broker.engine.effect.SmsSettings;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.topic.ShardQueues;
import dev.sluice.broker.engine.topic.Telephones;
import dev.sluice.broker.model.EndpointId;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.SmsAccount;
import dev.sluice.broker.model.TopicId;
import java.util.ArrayList;
import java.util.List;

/** What a shard knows of mobile telephones and the apps on them. Owned by the shard thread. */
public final class Mobile implements Telephones {
    private final Applications applications;
    private final Sms sms;

    public Mobile(ShardQueues queues) {
        this.applications = new Applications(queues);
        this.sms = new Sms(queues);
    }

    public Sms sms() {
        return sms;
    }

    public Applications applications() {
        return applications;
    }

    @Override
    public boolean haveEndpoint(String arn) {
        EndpointId endpoint = EndpointId.ofArn(arn);
        return endpoint != null && applications.have(endpoint);
    }

    @Override
    public boolean take(SubscriptionRecord subscription) {
        return switch (subscription.protocol()) {
            case APPLICATION -> {
                EndpointId endpoint = EndpointId.ofArn(subscription.endpoint());
                yield endpoint != null && applications.take(endpoint);
            }
            case SMS -> {
                TopicId topic = subscription.id().topic();
                var sender = new SmsAccount(topic.account(), topic.region());
                yield sms.take(sender, PhoneNumber.ofEndpoint(subscription.endpoint()));
            }
            default -> true;
        };
    }

    @Override
    public List<Capture> captures() {
        List<Capture> captures = new ArrayList<>();
        applications.addCaptures(captures);
        sms.addCaptures(captures);
        return captures;
    }

    @Override
    public long version() {
        return applications.version() + sms.version();
    }

    public void restore(MobileRow row) {
        if (row instanceof ApplicationRecord application) applications.restore(application);
        else if (row instanceof EndpointRecord endpoint) applications.restore(endpoint);
        else if (row instanceof SmsSettings settings) sms.restore(settings);
        else if (row instanceof PhoneNumberRecord number) sms.restore(number);
        else if (row instanceof SmsSandbox sandbox) sms.restore(sandbox);
        else throw new IllegalArgumentException("a row of unknown kind: " + row);
    }
}
