package dev.sluice.protocol.wire;

import dev.sluice.protocol.sns.AddPermissionRequest;
import dev.sluice.protocol.sns.CheckIfPhoneNumberIsOptedOutRequest;
import dev.sluice.protocol.sns.CheckIfPhoneNumberIsOptedOutResponse;
import dev.sluice.protocol.sns.ConfirmSubscriptionRequest;
import dev.sluice.protocol.sns.ConfirmSubscriptionResponse;
import dev.sluice.protocol.sns.CreatePlatformApplicationRequest;
import dev.sluice.protocol.sns.CreatePlatformApplicationResponse;
import dev.sluice.protocol.sns.CreatePlatformEndpointRequest;
import dev.sluice.protocol.sns.CreatePlatformEndpointResponse;
import dev.sluice.protocol.sns.CreateSmsSandboxPhoneNumberRequest;
import dev.sluice.protocol.sns.CreateSmsSandboxPhoneNumberResponse;
import dev.sluice.protocol.sns.CreateTopicRequest;
import dev.sluice.protocol.sns.CreateTopicResponse;
import dev.sluice.protocol.sns.DeleteEndpointRequest;
import dev.sluice.protocol.sns.DeletePlatformApplicationRequest;
import dev.sluice.protocol.sns.DeleteSmsSandboxPhoneNumberRequest;
import dev.sluice.protocol.sns.DeleteSmsSandboxPhoneNumberResponse;
import dev.sluice.protocol.sns.DeleteTopicRequest;
import dev.sluice.protocol.sns.GetDataProtectionPolicyRequest;
import dev.sluice.protocol.sns.GetDataProtectionPolicyResponse;
import dev.sluice.protocol.sns.GetEndpointAttributesRequest;
import dev.sluice.protocol.sns.GetEndpointAttributesResponse;
import dev.sluice.protocol.sns.GetPlatformApplicationAttributesRequest;
import dev.sluice.protocol.sns.GetPlatformApplicationAttributesResponse;
import dev.sluice.protocol.sns.GetSmsAttributesRequest;
import dev.sluice.protocol.sns.GetSmsAttributesResponse;
import dev.sluice.protocol.sns.GetSmsSandboxAccountStatusRequest;
import dev.sluice.protocol.sns.GetSmsSandboxAccountStatusResponse;
import dev.sluice.protocol.sns.GetSubscriptionAttributesRequest;
import dev.sluice.protocol.sns.GetSubscriptionAttributesResponse;
import dev.sluice.protocol.sns.GetTopicAttributesRequest;
import dev.sluice.protocol.sns.GetTopicAttributesResponse;
import dev.sluice.protocol.sns.ListEndpointsByPlatformApplicationRequest;
import dev.sluice.protocol.sns.ListEndpointsByPlatformApplicationResponse;
import dev.sluice.protocol.sns.ListOriginationNumbersRequest;
import dev.sluice.protocol.sns.ListOriginationNumbersResponse;
import dev.sluice.protocol.sns.ListPhoneNumbersOptedOutRequest;
import dev.sluice.protocol.sns.ListPhoneNumbersOptedOutResponse;
import dev.sluice.protocol.sns.ListPlatformApplicationsRequest;
import dev.sluice.protocol.sns.ListPlatformApplicationsResponse;
import dev.sluice.protocol.sns.ListSmsSandboxPhoneNumbersRequest;
import dev.sluice.protocol.sns.ListSmsSandboxPhoneNumbersResponse;
import dev.sluice.protocol.sns.ListSubscriptionsByTopicRequest;
import dev.sluice.protocol.sns.ListSubscriptionsByTopicResponse;
import dev.sluice.protocol.sns.ListSubscriptionsRequest;
import dev.sluice.protocol.sns.ListSubscriptionsResponse;
import dev.sluice.protocol.sns.ListTagsForResourceRequest;
import dev.sluice.protocol.sns.ListTagsForResourceResponse;
import dev.sluice.protocol.sns.ListTopicsRequest;
import dev.sluice.protocol.sns.ListTopicsResponse;
import dev.sluice.protocol.sns.OptInPhoneNumberRequest;
import dev.sluice.protocol.sns.OptInPhoneNumberResponse;
import dev.sluice.protocol.sns.PublishBatchRequest;
import dev.sluice.protocol.sns.PublishBatchResponse;
import dev.sluice.protocol.sns.PublishRequest;
import dev.sluice.protocol.sns.PublishResponse;
import dev.sluice.protocol.sns.PutDataProtectionPolicyRequest;
import dev.sluice.protocol.sns.RemovePermissionRequest;
import dev.sluice.protocol.sns.SetEndpointAttributesRequest;
import dev.sluice.protocol.sns.SetPlatformApplicationAttributesRequest;
import dev.sluice.protocol.sns.SetSmsAttributesRequest;
import dev.sluice.protocol.sns.SetSmsAttributesResponse;
import dev.sluice.protocol.sns.SetSubscriptionAttributesRequest;
import dev.sluice.protocol.sns.SetTopicAttributesRequest;
import dev.sluice.protocol.sns.SubscribeRequest;
import dev.sluice.protocol.sns.SubscribeResponse;
import dev.sluice.protocol.sns.TagResourceRequest;
import dev.sluice.protocol.sns.TagResourceResponse;
import dev.sluice.protocol.sns.UnsubscribeRequest;
import dev.sluice.protocol.sns.UntagResourceRequest;
import dev.sluice.protocol.sns.UntagResourceResponse;
import dev.sluice.protocol.sns.VerifySmsSandboxPhoneNumberRequest;
import dev.sluice.protocol.sns.VerifySmsSandboxPhoneNumberResponse;
import dev.sluice.protocol.sqs.Nothing;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of SNS, which speaks Query only. */
public final class SnsOperations {

    private static final Map<String, Operation<?, ?>> BY_NAME = new LinkedHashMap<>();

    public static final Operation<CreateTopicRequest, CreateTopicResponse> CREATE_TOPIC =
            operation("CreateTopic", SnsTopicShapes.CREATE_TOPIC_REQUEST, SnsTopicShapes.CREATE_TOPIC_RESPONSE);

    public static final Operation<DeleteTopicRequest, Nothing> DELETE_TOPIC =
            operation("DeleteTopic", SnsTopicShapes.DELETE_TOPIC_REQUEST, Shape.NOTHING);

    public static final Operation<ListTopicsRequest, ListTopicsResponse> LIST_TOPICS =
            operation("ListTopics", SnsTopicShapes.LIST_TOPICS_REQUEST, SnsTopicShapes.LIST_TOPICS_RESPONSE);

    public static final Operation<GetTopicAttributesRequest, GetTopicAttributesResponse> GET_TOPIC_ATTRIBUTES =
            operation(
                    "GetTopicAttributes",
                    SnsTopicShapes.GET_TOPIC_ATTRIBUTES_REQUEST,
                    SnsTopicShapes.GET_TOPIC_ATTRIBUTES_RESPONSE);

    public static final Operation<SetTopicAttributesRequest, Nothing> SET_TOPIC_ATTRIBUTES =
            operation("SetTopicAttributes", SnsTopicShapes.SET_TOPIC_ATTRIBUTES_REQUEST, Shape.NOTHING);

    public static final Operation<AddPermissionRequest, Nothing> ADD_PERMISSION =
            operation("AddPermission", SnsTopicShapes.ADD_PERMISSION_REQUEST, Shape.NOTHING);

    public static final Operation<RemovePermissionRequest, Nothing> REMOVE_PERMISSION =
            operation("RemovePermission", SnsTopicShapes.REMOVE_PERMISSION_REQUEST, Shape.NOTHING);

    public static final Operation<TagResourceRequest, TagResourceResponse> TAG_RESOURCE =
            operation("TagResource", SnsTopicShapes.TAG_RESOURCE_REQUEST, SnsTopicShapes.TAG_RESOURCE_RESPONSE);

    public static final Operation<UntagResourceRequest, UntagResourceResponse> UNTAG_RESOURCE =
            operation("UntagResource", SnsTopicShapes.UNTAG_RESOURCE_REQUEST, SnsTopicShapes.UNTAG_RESOURCE_RESPONSE);

    public static final Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> LIST_TAGS_FOR_RESOURCE =
            operation(
                    "ListTagsForResource",
                    SnsTopicShapes.LIST_TAGS_FOR_RESOURCE_REQUEST,
                    SnsTopicShapes.LIST_TAGS_FOR_RESOURCE_RESPONSE);

    public static final Operation<PutDataProtectionPolicyRequest, Nothing> PUT_DATA_PROTECTION_POLICY =
            operation("PutDataProtectionPolicy", SnsTopicShapes.PUT_DATA_PROTECTION_POLICY_REQUEST, Shape.NOTHING);

    public static final Operation<GetDataProtectionPolicyRequest, GetDataProtectionPolicyResponse>
            GET_DATA_PROTECTION_POLICY = operation(
                    "GetDataProtectionPolicy",
                    SnsTopicShapes.GET_DATA_PROTECTION_POLICY_REQUEST,
                    SnsTopicShapes.GET_DATA_PROTECTION_POLICY_RESPONSE);

    public static final Operation<SubscribeRequest, SubscribeResponse> SUBSCRIBE =
            operation("Subscribe", SnsSubscriptionShapes.SUBSCRIBE_REQUEST, SnsSubscriptionShapes.SUBSCRIBE_RESPONSE);

    public static final Operation<ConfirmSubscriptionRequest, ConfirmSubscriptionResponse> CONFIRM_SUBSCRIPTION =
            operation(
                    "ConfirmSubscription",
                    SnsSubscriptionShapes.CONFIRM_SUBSCRIPTION_REQUEST,
                    SnsSubscriptionShapes.CONFIRM_SUBSCRIPTION_RESPONSE);

    public static final Operation<UnsubscribeRequest, Nothing> UNSUBSCRIBE =
            operation("Unsubscribe", SnsSubscriptionShapes.UNSUBSCRIBE_REQUEST, Shape.NOTHING);

    public static final Operation<ListSubscriptionsRequest, ListSubscriptionsResponse> LIST_SUBSCRIPTIONS = operation(
            "ListSubscriptions",
            SnsSubscriptionShapes.LIST_SUBSCRIPTIONS_REQUEST,
            SnsSubscriptionShapes.LIST_SUBSCRIPTIONS_RESPONSE);

    public static final Operation<ListSubscriptionsByTopicRequest, ListSubscriptionsByTopicResponse>
            LIST_SUBSCRIPTIONS_BY_TOPIC = operation(
                    "ListSubscriptionsByTopic",
                    SnsSubscriptionShapes.LIST_SUBSCRIPTIONS_BY_TOPIC_REQUEST,
                    SnsSubscriptionShapes.LIST_SUBSCRIPTIONS_BY_TOPIC_RESPONSE);

    public static final Operation<GetSubscriptionAttributesRequest, GetSubscriptionAttributesResponse>
            GET_SUBSCRIPTION_ATTRIBUTES = operation(
                    "GetSubscriptionAttributes",
                    SnsSubscriptionShapes.GET_SUBSCRIPTION_ATTRIBUTES_REQUEST,
                    SnsSubscriptionShapes.GET_SUBSCRIPTION_ATTRIBUTES_RESPONSE);

    public static final Operation<SetSubscriptionAttributesRequest, Nothing> SET_SUBSCRIPTION_ATTRIBUTES = operation(
            "SetSubscriptionAttributes", SnsSubscriptionShapes.SET_SUBSCRIPTION_ATTRIBUTES_REQUEST, Shape.NOTHING);

    public static final Operation<PublishRequest, PublishResponse> PUBLISH =
            operation("Publish", SnsPublishShapes.PUBLISH_REQUEST, SnsPublishShapes.PUBLISH_RESPONSE);

    public static final Operation<PublishBatchRequest, PublishBatchResponse> PUBLISH_BATCH =
            operation("PublishBatch", SnsPublishShapes.PUBLISH_BATCH_REQUEST, SnsPublishShapes.PUBLISH_BATCH_RESPONSE);

    public static final Operation<CreatePlatformApplicationRequest, CreatePlatformApplicationResponse>
            CREATE_PLATFORM_APPLICATION = operation(
                    "CreatePlatformApplication",
                    SnsMobileShapes.CREATE_PLATFORM_APPLICATION_REQUEST,
                    SnsMobileShapes.CREATE_PLATFORM_APPLICATION_RESPONSE);

    public static final Operation<GetPlatformApplicationAttributesRequest, GetPlatformApplicationAttributesResponse>
            GET_PLATFORM_APPLICATION_ATTRIBUTES = operation(
                    "GetPlatformApplicationAttributes",
                    SnsMobileShapes.GET_PLATFORM_APPLICATION_ATTRIBUTES_REQUEST,
                    SnsMobileShapes.GET_PLATFORM_APPLICATION_ATTRIBUTES_RESPONSE);

    public static final Operation<SetPlatformApplicationAttributesRequest, Nothing>
            SET_PLATFORM_APPLICATION_ATTRIBUTES = operation(
                    "SetPlatformApplicationAttributes",
                    SnsMobileShapes.SET_PLATFORM_APPLICATION_ATTRIBUTES_REQUEST,
                    Shape.NOTHING);

    public static final Operation<DeletePlatformApplicationRequest, Nothing> DELETE_PLATFORM_APPLICATION =
            operation("DeletePlatformApplication", SnsMobileShapes.DELETE_PLATFORM_APPLICATION_REQUEST, Shape.NOTHING);

    public static final Operation<ListPlatformApplicationsRequest, ListPlatformApplicationsResponse>
            LIST_PLATFORM_APPLICATIONS = operation(
                    "ListPlatformApplications",
                    SnsMobileShapes.LIST_PLATFORM_APPLICATIONS_REQUEST,
                    SnsMobileShapes.LIST_PLATFORM_APPLICATIONS_RESPONSE);

    public static final Operation<CreatePlatformEndpointRequest, CreatePlatformEndpointResponse>
            CREATE_PLATFORM_ENDPOINT = operation(
                    "CreatePlatformEndpoint",
                    SnsMobileShapes.CREATE_PLATFORM_ENDPOINT_REQUEST,
                    SnsMobileShapes.CREATE_PLATFORM_ENDPOINT_RESPONSE);

    public static final Operation<GetEndpointAttributesRequest, GetEndpointAttributesResponse> GET_ENDPOINT_ATTRIBUTES =
            operation(
                    "GetEndpointAttributes",
                    SnsMobileShapes.GET_ENDPOINT_ATTRIBUTES_REQUEST,
                    SnsMobileShapes.GET_ENDPOINT_ATTRIBUTES_RESPONSE);

    public static final Operation<SetEndpointAttributesRequest, Nothing> SET_ENDPOINT_ATTRIBUTES =
            operation("SetEndpointAttributes", SnsMobileShapes.SET_ENDPOINT_ATTRIBUTES_REQUEST, Shape.NOTHING);

    public static final Operation<DeleteEndpointRequest, Nothing> DELETE_ENDPOINT =
            operation("DeleteEndpoint", SnsMobileShapes.DELETE_ENDPOINT_REQUEST, Shape.NOTHING);

    public static final Operation<ListEndpointsByPlatformApplicationRequest, ListEndpointsByPlatformApplicationResponse>
            LIST_ENDPOINTS_BY_PLATFORM_APPLICATION = operation(
                    "ListEndpointsByPlatformApplication",
                    SnsMobileShapes.LIST_ENDPOINTS_BY_PLATFORM_APPLICATION_REQUEST,
                    SnsMobileShapes.LIST_ENDPOINTS_BY_PLATFORM_APPLICATION_RESPONSE);

    public static final Operation<CheckIfPhoneNumberIsOptedOutRequest, CheckIfPhoneNumberIsOptedOutResponse>
            CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT = operation(
                    "CheckIfPhoneNumberIsOptedOut",
                    SnsSmsShapes.CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT_REQUEST,
                    SnsSmsShapes.CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT_RESPONSE);

    public static final Operation<ListPhoneNumbersOptedOutRequest, ListPhoneNumbersOptedOutResponse>
            LIST_PHONE_NUMBERS_OPTED_OUT = operation(
                    "ListPhoneNumbersOptedOut",
                    SnsSmsShapes.LIST_PHONE_NUMBERS_OPTED_OUT_REQUEST,
                    SnsSmsShapes.LIST_PHONE_NUMBERS_OPTED_OUT_RESPONSE);

    public static final Operation<OptInPhoneNumberRequest, OptInPhoneNumberResponse> OPT_IN_PHONE_NUMBER = operation(
            "OptInPhoneNumber", SnsSmsShapes.OPT_IN_PHONE_NUMBER_REQUEST, SnsSmsShapes.OPT_IN_PHONE_NUMBER_RESPONSE);

    public static final Operation<GetSmsAttributesRequest, GetSmsAttributesResponse> GET_SMS_ATTRIBUTES = operation(
            "GetSMSAttributes", SnsSmsShapes.GET_SMS_ATTRIBUTES_REQUEST, SnsSmsShapes.GET_SMS_ATTRIBUTES_RESPONSE);

    public static final Operation<SetSmsAttributesRequest, SetSmsAttributesResponse> SET_SMS_ATTRIBUTES = operation(
            "SetSMSAttributes", SnsSmsShapes.SET_SMS_ATTRIBUTES_REQUEST, SnsSmsShapes.SET_SMS_ATTRIBUTES_RESPONSE);

    public static final Operation<GetSmsSandboxAccountStatusRequest, GetSmsSandboxAccountStatusResponse>
            GET_SMS_SANDBOX_ACCOUNT_STATUS = operation(
                    "GetSMSSandboxAccountStatus",
                    SnsSmsShapes.GET_SMS_SANDBOX_ACCOUNT_STATUS_REQUEST,
                    SnsSmsShapes.GET_SMS_SANDBOX_ACCOUNT_STATUS_RESPONSE);

    public static final Operation<CreateSmsSandboxPhoneNumberRequest, CreateSmsSandboxPhoneNumberResponse>
            CREATE_SMS_SANDBOX_PHONE_NUMBER = operation(
                    "CreateSMSSandboxPhoneNumber",
                    SnsSmsShapes.CREATE_SMS_SANDBOX_PHONE_NUMBER_REQUEST,
                    SnsSmsShapes.CREATE_SMS_SANDBOX_PHONE_NUMBER_RESPONSE);

    public static final Operation<DeleteSmsSandboxPhoneNumberRequest, DeleteSmsSandboxPhoneNumberResponse>
            DELETE_SMS_SANDBOX_PHONE_NUMBER = operation(
                    "DeleteSMSSandboxPhoneNumber",
                    SnsSmsShapes.DELETE_SMS_SANDBOX_PHONE_NUMBER_REQUEST,
                    SnsSmsShapes.DELETE_SMS_SANDBOX_PHONE_NUMBER_RESPONSE);

    public static final Operation<VerifySmsSandboxPhoneNumberRequest, VerifySmsSandboxPhoneNumberResponse>
            VERIFY_SMS_SANDBOX_PHONE_NUMBER = operation(
                    "VerifySMSSandboxPhoneNumber",
                    SnsSmsShapes.VERIFY_SMS_SANDBOX_PHONE_NUMBER_REQUEST,
                    SnsSmsShapes.VERIFY_SMS_SANDBOX_PHONE_NUMBER_RESPONSE);

    public static final Operation<ListSmsSandboxPhoneNumbersRequest, ListSmsSandboxPhoneNumbersResponse>
            LIST_SMS_SANDBOX_PHONE_NUMBERS = operation(
                    "ListSMSSandboxPhoneNumbers",
                    SnsSmsShapes.LIST_SMS_SANDBOX_PHONE_NUMBERS_REQUEST,
                    SnsSmsShapes.LIST_SMS_SANDBOX_PHONE_NUMBERS_RESPONSE);

    public static final Operation<ListOriginationNumbersRequest, ListOriginationNumbersResponse>
            LIST_ORIGINATION_NUMBERS = operation(
                    "ListOriginationNumbers",
                    SnsSmsShapes.LIST_ORIGINATION_NUMBERS_REQUEST,
                    SnsSmsShapes.LIST_ORIGINATION_NUMBERS_RESPONSE);

    private SnsOperations() {}

    /** The operation of that name, letter case included, or null. */
    public static @Nullable Operation<?, ?> named(String name) {
        return BY_NAME.get(name);
    }

    public static Collection<Operation<?, ?>> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    private static <I, O> Operation<I, O> operation(String name, Shape<I> input, Shape<O> output) {
        var operation = new Operation<>(name, input, output, false);
        BY_NAME.put(name, operation);
        return operation;
    }
}
