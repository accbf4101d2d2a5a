package dev.sluice.broker.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settable attributes of a topic, by their names on the wire. What is shown of others is worded at the edge. */
public enum TopicAttribute {
    POLICY("Policy"),
    DISPLAY_NAME("DisplayName"),
    DELIVERY_POLICY("DeliveryPolicy"),
    FIFO_TOPIC("FifoTopic"),
    CONTENT_BASED_DEDUPLICATION("ContentBasedDeduplication"),
    FIFO_THROUGHPUT_SCOPE("FifoThroughputScope"),
    KMS_MASTER_KEY_ID("KmsMasterKeyId"),
    SIGNATURE_VERSION("SignatureVersion"),
    TRACING_CONFIG("TracingConfig"),
    ARCHIVE_POLICY("ArchivePolicy"),
    MAXIMUM_MESSAGE_SIZE("MaximumMessageSize"),
    HTTP_SUCCESS_FEEDBACK_ROLE_ARN("HTTPSuccessFeedbackRoleArn"),
    HTTP_FAILURE_FEEDBACK_ROLE_ARN("HTTPFailureFeedbackRoleArn"),
    HTTP_SUCCESS_FEEDBACK_SAMPLE_RATE("HTTPSuccessFeedbackSampleRate"),
    FIREHOSE_SUCCESS_FEEDBACK_ROLE_ARN("FirehoseSuccessFeedbackRoleArn"),
    FIREHOSE_FAILURE_FEEDBACK_ROLE_ARN("FirehoseFailureFeedbackRoleArn"),
    FIREHOSE_SUCCESS_FEEDBACK_SAMPLE_RATE("FirehoseSuccessFeedbackSampleRate"),
    LAMBDA_SUCCESS_FEEDBACK_ROLE_ARN("LambdaSuccessFeedbackRoleArn"),
    LAMBDA_FAILURE_FEEDBACK_ROLE_ARN("LambdaFailureFeedbackRoleArn"),
    LAMBDA_SUCCESS_FEEDBACK_SAMPLE_RATE("LambdaSuccessFeedbackSampleRate"),
    APPLICATION_SUCCESS_FEEDBACK_ROLE_ARN("ApplicationSuccessFeedbackRoleArn"),
    APPLICATION_FAILURE_FEEDBACK_ROLE_ARN("ApplicationFailureFeedbackRoleArn"),
    APPLICATION_SUCCESS_FEEDBACK_SAMPLE_RATE("ApplicationSuccessFeedbackSampleRate"),
    SQS_SUCCESS_FEEDBACK_ROLE_ARN("SQSSuccessFeedbackRoleArn"),
    SQS_FAILURE_FEEDBACK_ROLE_ARN("SQSFailureFeedbackRoleArn"),
    SQS_SUCCESS_FEEDBACK_SAMPLE_RATE("SQSSuccessFeedbackSampleRate");

    private static final Map<String, TopicAttribute> BY_WIRE_NAME = new HashMap<>();

    static {
        for (TopicAttribute attribute : values()) BY_WIRE_NAME.put(attribute.wireName, attribute);
    }

    private final String wireName;

    TopicAttribute(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static @Nullable TopicAttribute named(String wireName) {
        return BY_WIRE_NAME.get(wireName);
    }
}
