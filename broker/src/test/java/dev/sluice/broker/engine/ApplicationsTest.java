package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestTopic.ACCOUNT;
import static dev.sluice.broker.engine.TestTopic.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.ApplicationRecord;
import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.effect.MobileReply;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.mobile.EndpointChanges;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.EndpointId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Platform applications and their endpoints, however turns and restarts fall. */
class ApplicationsTest {
    private static final ApplicationId APP = new ApplicationId(ACCOUNT, "us-east-1", "GCM", "shop");
    private static final EndpointId PHONE = new EndpointId(APP, new UUID(0, 1));
    private static final EndpointId TABLET = new EndpointId(APP, new UUID(0, 2));

    @ParameterizedTest
    @EnumSource
    void applicationIsKeptAsItWasMadeAndChanged(Course course) {
        var shard = new TestTopic(course);
        shard.apply(new MobileCommand.CreateApplication(APP, Map.of("PlatformCredential", "k", "Enabled", "false")));

        shard.apply(new MobileCommand.SetApplicationAttributes(
                APP, Map.of("PlatformCredential", "", "EventDeliveryFailure", "arn")));

        ApplicationRecord kept = application(shard.ask(new MobileQuestion.DescribeApplication(APP)));
        assertThat(kept.attributes()).isEqualTo(Map.of("Enabled", "false", "EventDeliveryFailure", "arn"));
        assertThat(kept.isEnabled()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void applicationThatExistsIsToldAsItIs(Course course) {
        var shard = new TestTopic(course);
        shard.apply(new MobileCommand.CreateApplication(APP, Map.of("PlatformCredential", "k")));

        Reply again = shard.apply(new MobileCommand.CreateApplication(APP, Map.of("PlatformCredential", "other")));

        assertThat(((MobileReply.ApplicationExists) again).application().attributes())
                .isEqualTo(Map.of("PlatformCredential", "k"));
    }

    @ParameterizedTest
    @EnumSource
    void applicationsAreListedByAccountAndRegionInPages(Course course) {
        var shard = new TestTopic(course);
        var second = new ApplicationId(ACCOUNT, "us-east-1", "GCM", "shop2");
        for (ApplicationId id : List.of(
                second,
                APP,
                new ApplicationId(ACCOUNT, "us-west-1", "ADM", "shop"),
                new ApplicationId("111122223333", "us-east-1", "ADM", "shop"))) {
            shard.apply(new MobileCommand.CreateApplication(id, Map.of()));
        }

        var first = list(shard, null);
        var rest = list(shard, APP);

        assertThat(first.applications()).extracting(ApplicationRecord::id).containsExactly(APP);
        assertThat(first.more()).isTrue();
        assertThat(rest.applications()).extracting(ApplicationRecord::id).containsExactly(second);
        assertThat(rest.more()).isFalse();
    }

    private static MobileReply.ApplicationsListed list(TestTopic shard, @Nullable ApplicationId after) {
        return (MobileReply.ApplicationsListed)
                shard.ask(new MobileQuestion.ListApplications(ACCOUNT, "us-east-1", after, 1));
    }

    @ParameterizedTest
    @EnumSource
    void endpointsGoWithTheirApplicationAndDoNotComeBackWithItsName(Course course) {
        var shard = started(course);
        create(shard, PHONE, "token");

        shard.apply(new MobileCommand.DeleteApplication(APP));
        assertThat(rejection(shard.ask(new MobileQuestion.DescribeApplication(APP))))
                .isEqualTo(Rejection.APPLICATION_DOES_NOT_EXIST);
        assertThat(rejection(shard.ask(new MobileQuestion.DescribeEndpoint(PHONE))))
                .isEqualTo(Rejection.ENDPOINT_DOES_NOT_EXIST);
        assertThat(rejection(create(shard, TABLET, "token"))).isEqualTo(Rejection.APPLICATION_DOES_NOT_EXIST);

        shard.apply(new MobileCommand.CreateApplication(APP, Map.of()));
        assertThat(endpoints(shard, null).endpoints()).isEmpty();
        assertThat(shard.apply(new MobileCommand.DeleteApplication(APP))).isEqualTo(Reply.Done.DONE);
        assertThat(shard.apply(new MobileCommand.DeleteApplication(APP))).isEqualTo(Reply.Done.DONE);
    }

    @ParameterizedTest
    @EnumSource
    void sameTokenAndAttributesAreTheSameEndpoint(Course course) {
        var shard = started(course);
        create(shard, PHONE, "token");

        assertThat(endpoint(create(shard, TABLET, "token")).id()).isEqualTo(PHONE);
        assertThat(endpoints(shard, null).endpoints()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void sameTokenWithOtherAttributesIsRefusedWithTheArnOfTheOneThatHasIt(Course course) {
        var shard = started(course);
        create(shard, PHONE, "token");
        create(shard, TABLET, "other");

        for (Reply refused : List.of(
                shard.apply(new MobileCommand.CreateEndpoint(TABLET, "token", false, "")),
                shard.apply(new MobileCommand.CreateEndpoint(TABLET, "token", true, "data")),
                set(shard, TABLET, new EndpointChanges("token", null, null)))) {
            assertThat(refused).isEqualTo(new Reply.Rejected(Rejection.ENDPOINT_HAS_OTHER_ATTRIBUTES, PHONE.arn()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endpointThatGivesUpItsTokenLeavesItToOthers(Course course) {
        var shard = started(course);
        create(shard, PHONE, "old");

        set(shard, PHONE, new EndpointChanges("new", false, "data"));
        create(shard, TABLET, "old");

        EndpointRecord changed = endpoint(shard.ask(new MobileQuestion.DescribeEndpoint(PHONE)));
        assertThat(changed.token()).isEqualTo("new");
        assertThat(changed.enabled()).isFalse();
        assertThat(changed.userData()).isEqualTo("data");
        assertThat(endpoints(shard, PHONE).endpoints())
                .extracting(EndpointRecord::token)
                .containsExactly("old");
        set(shard, PHONE, new EndpointChanges(null, true, null));
        EndpointRecord enabled = endpoint(shard.ask(new MobileQuestion.DescribeEndpoint(PHONE)));
        assertThat(enabled.enabled()).isTrue();
        assertThat(enabled.userData()).isEqualTo("data");
    }

    @ParameterizedTest
    @EnumSource
    void deletedEndpointIsGoneAndSoIsItsToken(Course course) {
        var shard = started(course);
        create(shard, PHONE, "token");

        shard.apply(new MobileCommand.DeleteEndpoint(PHONE));
        shard.apply(new MobileCommand.DeleteEndpoint(PHONE));
        create(shard, TABLET, "token");

        assertThat(rejection(set(shard, PHONE, new EndpointChanges(null, true, null))))
                .isEqualTo(Rejection.ENDPOINT_DOES_NOT_EXIST);
        assertThat(endpoints(shard, null).endpoints())
                .extracting(EndpointRecord::id)
                .containsExactly(TABLET);
    }

    private static TestTopic started(Course course) {
        var shard = new TestTopic(course);
        shard.apply(new MobileCommand.CreateApplication(APP, Map.of("PlatformCredential", "k")));
        return shard;
    }

    private static Reply create(TestTopic shard, EndpointId id, String token) {
        return shard.apply(new MobileCommand.CreateEndpoint(id, token, true, ""));
    }

    private static Reply set(TestTopic shard, EndpointId id, EndpointChanges changes) {
        return shard.apply(new MobileCommand.SetEndpointAttributes(id, changes));
    }

    private static MobileReply.EndpointsOfApplication endpoints(TestTopic shard, @Nullable EndpointId after) {
        return (MobileReply.EndpointsOfApplication) shard.ask(new MobileQuestion.ListEndpointsOf(APP, after, 10));
    }

    private static ApplicationRecord application(Reply reply) {
        return ((MobileReply.ApplicationDescribed) reply).application();
    }

    private static EndpointRecord endpoint(Reply reply) {
        return ((MobileReply.EndpointDescribed) reply).endpoint();
    }
}
