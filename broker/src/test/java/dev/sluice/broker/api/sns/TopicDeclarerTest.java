package dev.sluice.broker.api.sns;

import static dev.sluice.broker.api.sns.TestSns.ACCOUNT;
import static dev.sluice.broker.api.sns.TestSns.arn;
import static dev.sluice.broker.api.sns.TestSns.queueArn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.api.Answered;
import dev.sluice.broker.api.DeclarationFailed;
import dev.sluice.broker.api.DeclareOptions;
import dev.sluice.broker.api.DeclareOptions.Mode;
import dev.sluice.broker.api.DeclaredTopic;
import dev.sluice.broker.model.TopicId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Topics and subscriptions that a configuration declares. */
class TopicDeclarerTest {
    private final TestSns sns = new TestSns();

    @Test
    void whatIsMissingIsMade() {
        declare(Mode.FAIL_ON_DRIFT, topic(Map.of("DisplayName", "News"), Map.of("team", "a"), "true"));

        assertThat(sns.topicAttributes("t"))
                .containsEntry("DisplayName", "News")
                .containsEntry("SubscriptionsConfirmed", "1");
        assertThat(sns.ok("ListTagsForResource", "ResourceArn", arn("t")).element("Key"))
                .isEqualTo("team");
        assertThat(subscription()).containsEntry("RawMessageDelivery", "true").containsEntry("Endpoint", queueArn("q"));
    }

    @Test
    void aDeclaredUrlIsNotAsked() {
        var hook = DeclaredTopics.subscription(id(), "https", "https://example.com/hook", Map.of());
        declare(Mode.FAIL_ON_DRIFT, new DeclaredTopic(id(), Map.of(), Map.of(), List.of(hook), "test.conf: 7"));

        assertThat(subscription()).containsEntry("PendingConfirmation", "false");
    }

    @Test
    void declaringAgainChangesNothing() {
        DeclaredTopic topic = topic(Map.of("DisplayName", "News"), Map.of("team", "a"), "true");
        declare(Mode.FAIL_ON_DRIFT, topic);
        declare(Mode.FAIL_ON_DRIFT, topic);

        assertThat(sns.topicAttributes("t")).containsEntry("SubscriptionsConfirmed", "1");
    }

    @Test
    void whatIsDifferentStaysUnlessItIsToBeReconciled() {
        sns.topic("t", "DisplayName", "Old", "SignatureVersion", "2").subscribed("t", "q");
        DeclaredTopic topic = topic(Map.of("DisplayName", "News"), Map.of("team", "a"), "true");

        declare(Mode.CREATE_MISSING, topic);
        assertThat(sns.topicAttributes("t")).containsEntry("DisplayName", "Old");
        assertThat(subscription()).containsEntry("RawMessageDelivery", "false");

        assertThatThrownBy(() -> declare(Mode.FAIL_ON_DRIFT, topic))
                .isInstanceOf(DeclarationFailed.class)
                .hasMessage("topic t (test.conf: 7): its DisplayName is Old where News is declared, its tag team is not"
                        + " set where a is declared");

        declare(Mode.RECONCILE, topic);
        assertThat(sns.topicAttributes("t"))
                .containsEntry("DisplayName", "News")
                .containsEntry("SignatureVersion", "2");
        assertThat(subscription()).containsEntry("RawMessageDelivery", "true");
        declare(Mode.FAIL_ON_DRIFT, topic);
    }

    private Map<String, String> subscription() {
        Answered listed = sns.ok("ListSubscriptionsByTopic", "TopicArn", arn("t"));
        return sns.subscriptionAttributes(String.valueOf(listed.element("SubscriptionArn")));
    }

    private void declare(Mode mode, DeclaredTopic topic) {
        TopicDeclarer.declare(sns.sqs.shards, new DeclareOptions(mode, List.of(), List.of(topic)));
    }

    private static DeclaredTopic topic(Map<String, String> attributes, Map<String, String> tags, String raw) {
        var queue = DeclaredTopics.subscription(id(), "sqs", queueArn("q"), Map.of("RawMessageDelivery", raw));
        return DeclaredTopics.topic(ACCOUNT, "us-east-1", "t", attributes, tags, List.of(queue), "test.conf: 7");
    }

    private static TopicId id() {
        return new TopicId(ACCOUNT, "us-east-1", "t");
    }
}
