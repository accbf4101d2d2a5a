package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.MobileReply;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.mobile.Mobile;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.EndpointId;
import org.jspecify.annotations.Nullable;

/** A record that asks about platform applications and mobile endpoints, and changes nothing. */
public sealed interface MobileQuestion extends Question {

    @Override
    default Reply answerFrom(ShardMachine shard, long now) {
        return answerFrom(shard.mobile());
    }

    Reply answerFrom(Mobile mobile);

    /** Answers {@link MobileReply.ApplicationDescribed}, or that there is no such application. */
    record DescribeApplication(ApplicationId application) implements MobileQuestion {
        @Override
        public Reply answerFrom(Mobile mobile) {
            return mobile.applications().describe(application);
        }
    }

    /**
     * Those of an account in one region, in order. Answers {@link MobileReply.ApplicationsListed}.
     *
     * @param after list only those after this one, or null to start at the first
     * @param max 1 or more
     */
    record ListApplications(
            String account, String region, @Nullable ApplicationId after, int max) implements MobileQuestion {
        @Override
        public Reply answerFrom(Mobile mobile) {
            return mobile.applications().list(account, region, after, max);
        }
    }

    /** Answers {@link MobileReply.EndpointDescribed}, or that there is no such endpoint. */
    record DescribeEndpoint(EndpointId endpoint) implements MobileQuestion {
        @Override
        public Reply answerFrom(Mobile mobile) {
            return mobile.applications().describe(endpoint);
        }
    }

    /** Answers {@link MobileReply.EndpointsOfApplication}, or that there is no such application. */
    record ListEndpointsOf(
            ApplicationId application, @Nullable EndpointId after, int max) implements MobileQuestion {
        @Override
        public Reply answerFrom(Mobile mobile) {
            return mobile.applications().listEndpoints(application, after, max);
        }
    }
}
