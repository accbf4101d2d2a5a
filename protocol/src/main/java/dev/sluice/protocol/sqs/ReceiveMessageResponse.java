package dev.sluice.protocol.sqs;

import java.util.List;

/** Answer of ReceiveMessage. An empty list is left out on the wire. */
public record ReceiveMessageResponse(List<ReceivedMessage> messages) {}
