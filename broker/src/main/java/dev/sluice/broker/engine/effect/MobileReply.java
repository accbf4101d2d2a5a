package dev.sluice.broker.engine.effect;

import java.util.List;

/** What a command or a question about mobile telephones was answered with. */
public sealed interface MobileReply extends Reply {

    record ApplicationCreated(ApplicationRecord application) implements MobileReply {}

    /** An application of that name exists; whether the wish agrees with it is for the asker to judge. */
    record ApplicationExists(ApplicationRecord application) implements MobileReply {}

    record ApplicationDescribed(ApplicationRecord application) implements MobileReply {}

    /** In order; {@code more} when others follow the last. */
    record ApplicationsListed(List<ApplicationRecord> applications, boolean more) implements MobileReply {}

    /** The endpoint, as it is now: whether it was made now, or was there already. */
    record EndpointDescribed(EndpointRecord endpoint) implements MobileReply {}

    /** In order; {@code more} when others follow the last. */
    record EndpointsOfApplication(List<EndpointRecord> endpoints, boolean more) implements MobileReply {}
}
