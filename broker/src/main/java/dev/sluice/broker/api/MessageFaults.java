package dev.sluice.broker.api;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;

/** The words of what can be wrong with a message. */
final class MessageFaults {
    private MessageFaults() {}

    /** @param limit in bytes */
    static ApiException tooLarge(String limit) {
        return Faults.invalidParameter(
                "One or more parameters are invalid. Reason: Message must be shorter than " + limit + " bytes.");
    }

    /** The same of one entry of a batch, which SQS words a little differently. */
    static ApiException entryTooLarge(String limit) {
        return Faults.invalidParameter(
                "One or more parameters cannot be validated. Reason: Message must be shorter than " + limit
                        + " bytes.");
    }

    static ApiException illegalBody() {
        return new ApiException(
                ErrorCode.INVALID_MESSAGE_CONTENTS,
                "The message body has characters that are not allowed. Allowed are: " + Characters.ALLOWED_IN_TEXT);
    }

    static ApiException notForThisQueueType(String value, String parameter) {
        return Faults.invalidParameter(
                value, parameter, "The request includes a parameter that is not valid for this queue type.");
    }

    static ApiException illegalId(String value, String parameter) {
        return Faults.invalidParameter(
                value, parameter, "It can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }

    static ApiException tokenOfAnotherRequest() {
        return Faults.invalidParameter("The request's " + Extensions.IDEMPOTENCY_TOKEN
                + " is that of another request to this queue, which had other message bodies.");
    }

    static ApiException noDeduplicationId() {
        return Faults.invalidParameter(
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided"
                        + " explicitly");
    }

    /** A batch is refused as a whole, and with another code than a single message. */
    static ApiException noGroupInBatch() {
        return Faults.invalidParameter("The request must contain the parameter MessageGroupId.");
    }

    static ApiException tooManyAttributes(int count, int maximum) {
        return Faults.invalidParameter(
                "Number of message attributes [" + count + "] exceeds the allowed maximum [" + maximum + "].");
    }

    static ApiException attributeNameLength() {
        return Faults.invalidParameter("Message attribute names must not be empty and must be shorter than 256 bytes.");
    }

    static ApiException attributeNameCharacters(String name) {
        return attribute(
                name,
                "has an invalid name. It may contain letters, digits, underscores, hyphens and dots, but no dot at"
                        + " either end and no two in a row.");
    }

    static ApiException attributeNameReserved(String name) {
        return attribute(name, "has an invalid name. Names must not start with AWS. or Amazon.");
    }

    static ApiException attributeType(String name, String type) {
        return attribute(
                name,
                "has an invalid message attribute type '" + Faults.echo(type)
                        + "', the set of supported type prefixes is Binary, Number, and String.");
    }

    static ApiException attributeTypeLength(String name) {
        return attribute(name, "has a type that is too long. It must be shorter than 257 bytes.");
    }

    static ApiException attributeEmpty(String name, String type) {
        return attribute(name, "must contain a non-empty value of type '" + Faults.echo(type) + "'.");
    }

    static ApiException attributeValueMember(String name, String type, String member) {
        return attribute(name, "with type '" + Faults.echo(type) + "' must use the field '" + member + "'.");
    }

    static ApiException attributeTwoValues(String name) {
        return attribute(name, "has two values. A single value is needed.");
    }

    static ApiException attributeIllegalText(String name) {
        return attribute(
                name, "has characters in its value that are not allowed. Allowed are: " + Characters.ALLOWED_IN_TEXT);
    }

    static ApiException attributeNotNumber(String name, String value) {
        return Faults.invalidParameter("Can't cast the value '" + Faults.echo(value) + "' of message attribute '"
                + Faults.echo(name) + "' to a number.");
    }

    static ApiException attributeLists(String name) {
        return Faults.unsupported("Message attribute '" + Faults.echo(name)
                + "' has a list value. List values in message attributes are not supported.");
    }

    static ApiException systemAttributeName(String name) {
        return Faults.invalidParameter("Message system attribute name '" + Faults.echo(name)
                + "' is invalid. The only one that may be sent is AWSTraceHeader.");
    }

    static ApiException systemAttributeType(String name) {
        return Faults.invalidParameter(
                "Message system attribute '" + name + "' must have type String and a non-empty StringValue.");
    }

    private static ApiException attribute(String name, String what) {
        return Faults.invalidParameter("The message attribute '" + Faults.echo(name) + "' " + what);
    }
}
