package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.effect.MobileReply;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.mobile.EndpointChanges;
import dev.sluice.broker.engine.mobile.Mobile;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.EndpointId;
import dev.sluice.broker.model.Message;
import java.util.Map;

/** A record that asks for a change of a platform application or a mobile endpoint, or has something for one. */
public sealed interface MobileCommand extends Command {

    @Override
    default Reply applyTo(ShardMachine shard, long now, Effects effects) {
        return applyTo(shard.mobile(), now, effects);
    }

    Reply applyTo(Mobile mobile, long now, Effects effects);

    /** Answers {@link MobileReply.ApplicationCreated}, or {@link MobileReply.ApplicationExists} with it as it is. */
    record CreateApplication(ApplicationId application, Map<String, String> attributes) implements MobileCommand {
        @Override
        public Reply applyTo(Mobile mobile, long now, Effects effects) {
            return mobile.applications().create(application, attributes, now, effects);
        }
    }

    /** Lays the changes over the attributes; an empty value removes. */
    record SetApplicationAttributes(ApplicationId application, Map<String, String> changes) implements MobileCommand {
        @Override
        public Reply applyTo(Mobile mobile, long now, Effects effects) {
            return mobile.applications().setAttributes(application, changes, effects);
        }
    }

    /** Deletes its endpoints, too. No application of that name is no error. */
    record DeleteApplication(ApplicationId application) implements MobileCommand {
        @Override
        public Reply applyTo(Mobile mobile, long now, Effects effects) {
            return mobile.applications().delete(application, effects);
        }
    }

    /**
     * Answers {@link MobileReply.EndpointDescribed} with the new endpoint, or with the one that has its token and is like it;
     * or that the one with its token is not.
     */
    record CreateEndpoint(EndpointId endpoint, String token, boolean enabled, String userData)
            implements MobileCommand {
        @Override
        public Reply applyTo(Mobile mobile, long now, Effects effects) {
            var wanted = new EndpointRecord(endpoint, token, enabled, userData, now);
            return mobile.applications().createEndpoint(wanted, effects);
        }
    }

    record SetEndpointAttributes(EndpointId endpoint, EndpointChanges changes) implements MobileCommand {
        @Override
        public Reply applyTo(Mobile mobile, long now, Effects effects) {
            return mobile.applications().setEndpoint(endpoint, changes, effects);
        }
    }

    /** No such endpoint is no error. */
    record DeleteEndpoint(EndpointId endpoint) implements MobileCommand {
        @Override
        public Reply applyTo(Mobile mobile, long now, Effects effects) {
            return mobile.applications().deleteEndpoint(endpoint, effects);
        }
    }

    /**
     * Takes a message for one endpoint: the text it would get. Answers {@link TopicReply.Published}, or that the endpoint is
     * missing or disabled, or its application.
     */
    record Push(EndpointId endpoint, Message message) implements MobileCommand {
        @Override
        public Reply applyTo(Mobile mobile, long now, Effects effects) {
            return mobile.applications().push(endpoint, message, now, effects);
        }
    }
}
