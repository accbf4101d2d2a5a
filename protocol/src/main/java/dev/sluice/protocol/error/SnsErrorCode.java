package dev.sluice.protocol.error;

/**
 * The errors that SNS models, and the one of AWS's service framework that SQS never gives; for the others of the
 * framework see {@link ErrorCode}. Clients make typed exceptions of these codes, so a near miss is a generic fault to them.
 *
 * <p>Two pairs are easily confused: {@link #INVALID_PARAMETER} is for almost everything and {@link
 * #PARAMETER_VALUE_INVALID} only for message attributes; {@link #RESOURCE_NOT_FOUND} is only for tags and the SMS
 * sandbox. Those about keys of KMS are left out: nothing is encrypted, so nothing can fail.
 */
public enum SnsErrorCode implements AwsError {
    AUTHORIZATION_ERROR("AuthorizationErrorException", "AuthorizationError", 403),
    BATCH_ENTRY_IDS_NOT_DISTINCT("BatchEntryIdsNotDistinctException", "BatchEntryIdsNotDistinct", 400),
    BATCH_REQUEST_TOO_LONG("BatchRequestTooLongException", "BatchRequestTooLong", 400),
    CONCURRENT_ACCESS("ConcurrentAccessException", "ConcurrentAccess", 400),
    EMPTY_BATCH_REQUEST("EmptyBatchRequestException", "EmptyBatchRequest", 400),
    ENDPOINT_DISABLED("EndpointDisabledException", "EndpointDisabled", 400),
    FILTER_POLICY_LIMIT_EXCEEDED("FilterPolicyLimitExceededException", "FilterPolicyLimitExceeded", 403),
    INTERNAL_ERROR("InternalErrorException", "InternalError", 500),
    INVALID_BATCH_ENTRY_ID("InvalidBatchEntryIdException", "InvalidBatchEntryId", 400),
    INVALID_PARAMETER("InvalidParameterException", "InvalidParameter", 400),
    PARAMETER_VALUE_INVALID("InvalidParameterValueException", "ParameterValueInvalid", 400),
    INVALID_SECURITY("InvalidSecurityException", "InvalidSecurity", 403),
    INVALID_STATE("InvalidStateException", "InvalidState", 400),
    NOT_FOUND("NotFoundException", "NotFound", 404),
    OPTED_OUT("OptedOutException", "OptedOut", 400),
    PLATFORM_APPLICATION_DISABLED("PlatformApplicationDisabledException", "PlatformApplicationDisabled", 400),
    REPLAY_LIMIT_EXCEEDED("ReplayLimitExceededException", "ReplayLimitExceeded", 403),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", "ResourceNotFound", 404),
    STALE_TAG("StaleTagException", "StaleTag", 400),
    SUBSCRIPTION_LIMIT_EXCEEDED("SubscriptionLimitExceededException", "SubscriptionLimitExceeded", 403),
    TAG_LIMIT_EXCEEDED("TagLimitExceededException", "TagLimitExceeded", 400),
    TAG_POLICY("TagPolicyException", "TagPolicy", 400),
    THROTTLED("ThrottledException", "Throttled", 429),
    TOO_MANY_ENTRIES_IN_BATCH_REQUEST("TooManyEntriesInBatchRequestException", "TooManyEntriesInBatchRequest", 400),
    TOPIC_LIMIT_EXCEEDED("TopicLimitExceededException", "TopicLimitExceeded", 403),
    USER_ERROR("UserErrorException", "UserError", 400),
    VALIDATION_EXCEPTION("ValidationException", "ValidationException", 400),
    VERIFICATION_EXCEPTION("VerificationException", "VerificationException", 400),

    /** A required member is absent, and the service had no words of its own for that. */
    VALIDATION_ERROR("ValidationError", "ValidationError", 400);

    private final String shape;
    private final String queryCode;
    private final int status;

    SnsErrorCode(String shape, String queryCode, int status) {
        this.shape = "com.amazonaws.sns#" + shape;
        this.queryCode = queryCode;
        this.status = status;
    }

    @Override
    public String shape() {
        return shape;
    }

    @Override
    public String queryCode() {
        return queryCode;
    }

    @Override
    public int status() {
        return status;
    }
}
