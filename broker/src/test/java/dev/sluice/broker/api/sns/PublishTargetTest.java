package dev.sluice.broker.api.sns;

import static dev.sluice.broker.api.sns.TestSns.arn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answered;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a message may be published to: a topic by either of two names, or a mobile endpoint. */
class PublishTargetTest {
    private final TestSns sns = new TestSns();

    @BeforeEach
    void topic() {
        sns.topic("t");
    }

    @Test
    void aTopicMayBeTheTarget() {
        assertThat(sns.call("Publish", "TargetArn", arn("t"), "Message", "m").element("MessageId"))
                .hasSize(36);
    }

    @Test
    void aMobileEndpointMayBeTheTargetAndGetsTheTextOfItsPlatform() {
        String endpoint = sns.endpoint("shop");
        assertThat(publishTo(endpoint, "{\"default\":\"d\",\"GCM\":\"for Android\"}", "json")
                        .element("MessageId"))
                .hasSize(36);
        assertThat(publishTo(endpoint, "{\"default\":\"d\",\"APNS\":\"a\"}", "json")
                        .status())
                .isEqualTo(200);

        assertThat(sns.captured("shop")).containsExactly("for Android", "d");
    }

    private Answered publishTo(String target, String message, String structure) {
        return sns.call("Publish", "TargetArn", target, "Message", message, "MessageStructure", structure);
    }

    @Test
    void aMobileEndpointMustBeThereAndEnabled() {
        String endpoint = sns.endpoint("shop");
        for (String target : List.of(
                endpoint.replace("/shop/", "/other/"),
                endpoint + "x",
                endpoint.replace("us-east-1", "eu-west-1"),
                arn("app/GCM/shop"))) {
            assertThat(sns.call("Publish", "TargetArn", target, "Message", "m").fault())
                    .isEqualTo("400 InvalidParameter: Invalid parameter: TargetArn Reason: No endpoint found for the"
                            + " target arn specified");
        }
        sns.ok("SetEndpointAttributes", TestSns.with(new String[] {"EndpointArn", endpoint}, "Enabled", "false"));
        assertThat(sns.call("Publish", "TargetArn", endpoint, "Message", "m").fault())
                .isEqualTo("400 EndpointDisabled: Endpoint is disabled");
        sns.ok(
                "SetPlatformApplicationAttributes",
                TestSns.with(new String[] {"PlatformApplicationArn", arn("app/GCM/shop")}, "Enabled", "false"));
        assertThat(sns.call("Publish", "TargetArn", endpoint, "Message", "m").fault())
                .isEqualTo("400 PlatformApplicationDisabled: Platform application is disabled");
    }

    @Test
    void aMessageToAMobileEndpointIsCheckedAsOneToATopic() {
        String endpoint = sns.endpoint("shop");
        assertThat(publishTo(endpoint, "{}", "json").fault())
                .endsWith("Message Structure - No default entry in JSON message body");
        assertThat(sns.call("Publish", "TargetArn", endpoint, "Message", "x".repeat(262_145))
                        .fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Message too long");
    }

    @Test
    void thereIsOneTarget() {
        assertThat(sns.call("Publish", "Message", "m").fault())
                .isEqualTo(
                        "400 InvalidParameter: Invalid parameter: TopicArn or TargetArn Reason: no value for required"
                                + " parameter");
        assertThat(sns.call("Publish", "Message", "m", "TopicArn", arn("t"), "TargetArn", arn("t"))
                        .fault())
                .startsWith("400 InvalidParameter: ");
        assertThat(sns.call("Publish", "Message", "m", "TopicArn", "").fault())
                .endsWith("TopicArn Reason: An ARN must have at least 6 elements, not 1");
        assertThat(sns.call("Publish", "Message", "m", "TopicArn", arn("none")).fault())
                .isEqualTo("404 NotFound: Topic does not exist");
    }
}
