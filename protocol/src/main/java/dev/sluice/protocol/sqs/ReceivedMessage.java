package dev.sluice.protocol.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as ReceiveMessage answers it. Empty maps are left out on the wire. */
public record ReceivedMessage(
        String messageId,
        String receiptHandle,
        String md5OfBody,
        String body,
        Map<String, String> attributes,
        @Nullable String md5OfMessageAttributes,
        Map<String, MessageAttributeValue> messageAttributes) {}
