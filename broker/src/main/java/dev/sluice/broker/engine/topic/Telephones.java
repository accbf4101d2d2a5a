package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import java.util.List;

/** Telephones and the apps on them, as topics see them. */
public interface Telephones {

    /** Whether an ARN is that of a mobile endpoint that was made and not deleted. */
    boolean haveEndpoint(String arn);

    /** Whether a subscription's endpoint can be delivered to now. Always, when it is of another kind. */
    boolean take(SubscriptionRecord subscription);

    /** Where messages wait that were not published to a topic. */
    List<Capture> captures();

    /** Changes when {@link #captures} would show something else. */
    long version();
}
