package dev.sluice.broker.suite;

import java.util.Map;

/** A topic and the calls on it, in a test's words. Further members of a request follow as names and values by turns. */
record TestTopic(Sqs sns, String arn) {

    static TestTopic create(Sqs sns, String name, Members attributes) {
        Members request = Members.of("Name", name);
        if (!attributes.asMap().isEmpty()) request = request.with("Attributes", attributes);
        return new TestTopic(sns, sns.call("CreateTopic", request).text("TopicArn"));
    }

    Members call(String action, Object... members) {
        return sns.call(action, Members.of(members).with("TopicArn", arn));
    }

    Members publish(String message, Object... members) {
        return call("Publish", Members.of(members).with("Message", message));
    }

    private Members call(String action, Members members) {
        return sns.call(action, members.with("TopicArn", arn));
    }

    Map<String, String> attributes() {
        return call("GetTopicAttributes").texts("Attributes");
    }

    void protect(String policy) {
        sns.call("PutDataProtectionPolicy", Members.of("ResourceArn", arn, "DataProtectionPolicy", policy));
    }

    /** Answers the subscription's ARN. */
    String subscribe(TestQueue queue, Object... attributes) {
        Members request = Members.of("Protocol", "sqs", "Endpoint", DeadLetterScenarios.arn(queue));
        if (attributes.length > 0) request = request.with("Attributes", Members.of(attributes));
        return call("Subscribe", request).text("SubscriptionArn");
    }
}
