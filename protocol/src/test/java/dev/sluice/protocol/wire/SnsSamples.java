package dev.sluice.protocol.wire;

import static dev.sluice.protocol.sqs.Nothing.NOTHING;

import dev.sluice.protocol.sns.AddPermissionRequest;
import dev.sluice.protocol.sns.BatchResultErrorEntry;
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
import dev.sluice.protocol.sns.ListedEndpoint;
import dev.sluice.protocol.sns.ListedPlatformApplication;
import dev.sluice.protocol.sns.ListedSubscription;
import dev.sluice.protocol.sns.ListedTopic;
import dev.sluice.protocol.sns.MessageAttributeValue;
import dev.sluice.protocol.sns.OptInPhoneNumberRequest;
import dev.sluice.protocol.sns.OptInPhoneNumberResponse;
import dev.sluice.protocol.sns.OriginationNumber;
import dev.sluice.protocol.sns.PublishBatchRequest;
import dev.sluice.protocol.sns.PublishBatchRequestEntry;
import dev.sluice.protocol.sns.PublishBatchResponse;
import dev.sluice.protocol.sns.PublishBatchResultEntry;
import dev.sluice.protocol.sns.PublishRequest;
import dev.sluice.protocol.sns.PublishResponse;
import dev.sluice.protocol.sns.PutDataProtectionPolicyRequest;
import dev.sluice.protocol.sns.RemovePermissionRequest;
import dev.sluice.protocol.sns.SandboxPhoneNumber;
import dev.sluice.protocol.sns.SetEndpointAttributesRequest;
import dev.sluice.protocol.sns.SetPlatformApplicationAttributesRequest;
import dev.sluice.protocol.sns.SetSmsAttributesRequest;
import dev.sluice.protocol.sns.SetSmsAttributesResponse;
import dev.sluice.protocol.sns.SetSubscriptionAttributesRequest;
import dev.sluice.protocol.sns.SetTopicAttributesRequest;
import dev.sluice.protocol.sns.SubscribeRequest;
import dev.sluice.protocol.sns.SubscribeResponse;
import dev.sluice.protocol.sns.Tag;
import dev.sluice.protocol.sns.TagResourceRequest;
import dev.sluice.protocol.sns.TagResourceResponse;
import dev.sluice.protocol.sns.UnsubscribeRequest;
import dev.sluice.protocol.sns.UntagResourceRequest;
import dev.sluice.protocol.sns.UntagResourceResponse;
import dev.sluice.protocol.sns.VerifySmsSandboxPhoneNumberRequest;
import dev.sluice.protocol.sns.VerifySmsSandboxPhoneNumberResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests and responses of every action of SNS: with all that they may hold, with as little, and what is easily got wrong. */
final class SnsSamples {

    private static final String ACCOUNT = "000000000000";
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t";
    private static final String SUBSCRIPTION = TOPIC + ":0b1e7a6c-4f5d-4b3a-9c2e-8d7f6a5b4c3d";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
    private static final String APPLICATION = "arn:aws:sns:us-east-1:000000000000:app/GCM/a";
    private static final String ENDPOINT =
            "arn:aws:sns:us-east-1:000000000000:endpoint/GCM/a/0b1e7a6c-4f5d-4b3a-9c2e-8d7f6a5b4c3d";
    private static final String ID = "e0a1f3b2-6c7d-4e8f-9a0b-1c2d3e4f5a6b";
    private static final String SEQUENCE = "10000000000000000000";
    private static final String TOKEN = "dG9rZW4+/w==";
    private static final String PHONE = "+15550100";
    private static final String TEXT = "héllo 😀\r\n\t\"<&>%+=\\";
    private static final List<Tag> TAGS = List.of(new Tag("team", "größer"), new Tag("empty", ""));

    private static final Map<String, MessageAttributeValue> ATTRIBUTES = ordered(
            "kind.of",
            new MessageAttributeValue("String.Array", "[\"a\",1]", null),
            "blob",
            new MessageAttributeValue("Binary", null, new byte[] {0, -1, 62, 63}));

    private static final List<ListedSubscription> LISTED = List.of(
            new ListedSubscription(SUBSCRIPTION, ACCOUNT, "sqs", QUEUE, TOPIC),
            new ListedSubscription("PendingConfirmation", ACCOUNT, "http", "http://h/?a=1&b=2", TOPIC));

    static final List<Sample<?, ?>> ALL = List.of(
            new Sample<>(
                    SnsOperations.CREATE_TOPIC,
                    "minimal",
                    new CreateTopicRequest("t", Map.of(), List.of(), null),
                    new CreateTopicResponse(TOPIC)),
            new Sample<>(
                    SnsOperations.CREATE_TOPIC,
                    "full",
                    new CreateTopicRequest(
                            "t.fifo", ordered("FifoTopic", "true", "Policy", "{\"Id\":\"<&>\"}"), TAGS, "{}"),
                    new CreateTopicResponse(TOPIC)),
            new Sample<>(SnsOperations.DELETE_TOPIC, "full", new DeleteTopicRequest(TOPIC), NOTHING),
            new Sample<>(
                    SnsOperations.LIST_TOPICS,
                    "minimal",
                    new ListTopicsRequest(null),
                    new ListTopicsResponse(List.of(), null)),
            new Sample<>(
                    SnsOperations.LIST_TOPICS,
                    "full",
                    new ListTopicsRequest(TOKEN),
                    new ListTopicsResponse(List.of(new ListedTopic(TOPIC), new ListedTopic(TOPIC + "2")), TOKEN)),
            new Sample<>(
                    SnsOperations.GET_TOPIC_ATTRIBUTES,
                    "full",
                    new GetTopicAttributesRequest(TOPIC),
                    new GetTopicAttributesResponse(ordered("DisplayName", "", "Policy", "{\"Id\":\"<&>\"}"))),
            new Sample<>(
                    SnsOperations.SET_TOPIC_ATTRIBUTES,
                    "full",
                    new SetTopicAttributesRequest(TOPIC, "DisplayName", TEXT),
                    NOTHING),
            new Sample<>(
                    SnsOperations.SET_TOPIC_ATTRIBUTES,
                    "empty",
                    new SetTopicAttributesRequest(TOPIC, "DisplayName", ""),
                    NOTHING),
            new Sample<>(
                    SnsOperations.SET_TOPIC_ATTRIBUTES,
                    "absent",
                    new SetTopicAttributesRequest(TOPIC, "DisplayName", null),
                    NOTHING),
            new Sample<>(
                    SnsOperations.ADD_PERMISSION,
                    "full",
                    new AddPermissionRequest(
                            TOPIC, "l", List.of(ACCOUNT, "111122223333"), List.of("Publish", "Subscribe")),
                    NOTHING),
            new Sample<>(SnsOperations.REMOVE_PERMISSION, "full", new RemovePermissionRequest(TOPIC, "l"), NOTHING),
            new Sample<>(
                    SnsOperations.TAG_RESOURCE, "full", new TagResourceRequest(TOPIC, TAGS), new TagResourceResponse()),
            new Sample<>(
                    SnsOperations.TAG_RESOURCE,
                    "empty",
                    new TagResourceRequest(TOPIC, List.of()),
                    new TagResourceResponse()),
            new Sample<>(
                    SnsOperations.UNTAG_RESOURCE,
                    "full",
                    new UntagResourceRequest(TOPIC, List.of("a", "b c")),
                    new UntagResourceResponse()),
            new Sample<>(
                    SnsOperations.LIST_TAGS_FOR_RESOURCE,
                    "minimal",
                    new ListTagsForResourceRequest(TOPIC),
                    new ListTagsForResourceResponse(List.of())),
            new Sample<>(
                    SnsOperations.LIST_TAGS_FOR_RESOURCE,
                    "full",
                    new ListTagsForResourceRequest(TOPIC),
                    new ListTagsForResourceResponse(TAGS)),
            new Sample<>(
                    SnsOperations.PUT_DATA_PROTECTION_POLICY,
                    "full",
                    new PutDataProtectionPolicyRequest(TOPIC, "{\"Name\":\"p\"}"),
                    NOTHING),
            new Sample<>(
                    SnsOperations.GET_DATA_PROTECTION_POLICY,
                    "minimal",
                    new GetDataProtectionPolicyRequest(TOPIC),
                    new GetDataProtectionPolicyResponse(null)),
            new Sample<>(
                    SnsOperations.GET_DATA_PROTECTION_POLICY,
                    "full",
                    new GetDataProtectionPolicyRequest(TOPIC),
                    new GetDataProtectionPolicyResponse("{\"Name\":\"p\"}")),
            new Sample<>(
                    SnsOperations.SUBSCRIBE,
                    "minimal",
                    new SubscribeRequest(TOPIC, "email", null, Map.of(), false),
                    new SubscribeResponse("pending confirmation")),
            new Sample<>(
                    SnsOperations.SUBSCRIBE,
                    "full",
                    new SubscribeRequest(
                            TOPIC, "sqs", QUEUE, ordered("RawMessageDelivery", "true", "FilterPolicy", ""), true),
                    new SubscribeResponse(SUBSCRIPTION)),
            new Sample<>(
                    SnsOperations.CONFIRM_SUBSCRIPTION,
                    "minimal",
                    new ConfirmSubscriptionRequest(TOPIC, TOKEN, null),
                    new ConfirmSubscriptionResponse(SUBSCRIPTION)),
            new Sample<>(
                    SnsOperations.CONFIRM_SUBSCRIPTION,
                    "full",
                    new ConfirmSubscriptionRequest(TOPIC, TOKEN, "true"),
                    new ConfirmSubscriptionResponse(SUBSCRIPTION)),
            new Sample<>(SnsOperations.UNSUBSCRIBE, "full", new UnsubscribeRequest(SUBSCRIPTION), NOTHING),
            new Sample<>(
                    SnsOperations.LIST_SUBSCRIPTIONS,
                    "minimal",
                    new ListSubscriptionsRequest(null),
                    new ListSubscriptionsResponse(List.of(), null)),
            new Sample<>(
                    SnsOperations.LIST_SUBSCRIPTIONS,
                    "full",
                    new ListSubscriptionsRequest(TOKEN),
                    new ListSubscriptionsResponse(LISTED, TOKEN)),
            new Sample<>(
                    SnsOperations.LIST_SUBSCRIPTIONS_BY_TOPIC,
                    "minimal",
                    new ListSubscriptionsByTopicRequest(TOPIC, null),
                    new ListSubscriptionsByTopicResponse(List.of(), null)),
            new Sample<>(
                    SnsOperations.LIST_SUBSCRIPTIONS_BY_TOPIC,
                    "full",
                    new ListSubscriptionsByTopicRequest(TOPIC, TOKEN),
                    new ListSubscriptionsByTopicResponse(LISTED, TOKEN)),
            new Sample<>(
                    SnsOperations.GET_SUBSCRIPTION_ATTRIBUTES,
                    "full",
                    new GetSubscriptionAttributesRequest(SUBSCRIPTION),
                    new GetSubscriptionAttributesResponse(
                            ordered("Owner", ACCOUNT, "FilterPolicy", "{\"a\":[\"<b>\"]}"))),
            new Sample<>(
                    SnsOperations.SET_SUBSCRIPTION_ATTRIBUTES,
                    "full",
                    new SetSubscriptionAttributesRequest(SUBSCRIPTION, "FilterPolicy", "{\"a\":[\"b\"]}"),
                    NOTHING),
            new Sample<>(
                    SnsOperations.SET_SUBSCRIPTION_ATTRIBUTES,
                    "empty",
                    new SetSubscriptionAttributesRequest(SUBSCRIPTION, "FilterPolicy", ""),
                    NOTHING),
            new Sample<>(
                    SnsOperations.SET_SUBSCRIPTION_ATTRIBUTES,
                    "absent",
                    new SetSubscriptionAttributesRequest(SUBSCRIPTION, "RedrivePolicy", null),
                    NOTHING),
            new Sample<>(
                    SnsOperations.PUBLISH,
                    "minimal",
                    new PublishRequest(TOPIC, null, null, TEXT, null, null, Map.of(), null, null),
                    new PublishResponse(ID, null)),
            new Sample<>(
                    SnsOperations.PUBLISH,
                    "full",
                    new PublishRequest(null, TOPIC, null, TEXT, "s", "json", ATTRIBUTES, "d", "g"),
                    new PublishResponse(ID, SEQUENCE)),
            new Sample<>(
                    SnsOperations.PUBLISH,
                    "phone",
                    new PublishRequest(null, null, "+15550100", "m", null, null, Map.of(), null, null),
                    new PublishResponse(ID, null)),
            new Sample<>(
                    SnsOperations.PUBLISH_BATCH,
                    "minimal",
                    new PublishBatchRequest(
                            TOPIC, List.of(new PublishBatchRequestEntry("a", "m", null, null, Map.of(), null, null))),
                    new PublishBatchResponse(List.of(new PublishBatchResultEntry("a", ID, null)), List.of())),
            new Sample<>(
                    SnsOperations.PUBLISH_BATCH,
                    "full",
                    new PublishBatchRequest(
                            TOPIC,
                            List.of(
                                    new PublishBatchRequestEntry("a", TEXT, "s", "json", ATTRIBUTES, "d", "g"),
                                    new PublishBatchRequestEntry("b", "m", null, null, Map.of(), null, "g"))),
                    new PublishBatchResponse(
                            List.of(new PublishBatchResultEntry("a", ID, SEQUENCE)),
                            List.of(
                                    new BatchResultErrorEntry("b", "InternalError", "no <disk>", false),
                                    new BatchResultErrorEntry("c", "InvalidParameter", null, true)))),
            new Sample<>(
                    SnsOperations.PUBLISH_BATCH,
                    "empty",
                    new PublishBatchRequest(TOPIC, List.of()),
                    new PublishBatchResponse(List.of(), List.of())),
            new Sample<>(
                    SnsOperations.CREATE_PLATFORM_APPLICATION,
                    "full",
                    new CreatePlatformApplicationRequest(
                            "a", "GCM", ordered("PlatformCredential", "k", "SuccessFeedbackSampleRate", "5")),
                    new CreatePlatformApplicationResponse(APPLICATION)),
            new Sample<>(
                    SnsOperations.GET_PLATFORM_APPLICATION_ATTRIBUTES,
                    "full",
                    new GetPlatformApplicationAttributesRequest(APPLICATION),
                    new GetPlatformApplicationAttributesResponse(Map.of("Enabled", "true"))),
            new Sample<>(
                    SnsOperations.SET_PLATFORM_APPLICATION_ATTRIBUTES,
                    "full",
                    new SetPlatformApplicationAttributesRequest(APPLICATION, Map.of("Enabled", "false")),
                    NOTHING),
            new Sample<>(
                    SnsOperations.DELETE_PLATFORM_APPLICATION,
                    "full",
                    new DeletePlatformApplicationRequest(APPLICATION),
                    NOTHING),
            new Sample<>(
                    SnsOperations.LIST_PLATFORM_APPLICATIONS,
                    "minimal",
                    new ListPlatformApplicationsRequest(null),
                    new ListPlatformApplicationsResponse(List.of(), null)),
            new Sample<>(
                    SnsOperations.LIST_PLATFORM_APPLICATIONS,
                    "full",
                    new ListPlatformApplicationsRequest(TOKEN),
                    new ListPlatformApplicationsResponse(
                            List.of(
                                    new ListedPlatformApplication(APPLICATION, Map.of("Enabled", "true")),
                                    new ListedPlatformApplication(APPLICATION + "2", Map.of())),
                            TOKEN)),
            new Sample<>(
                    SnsOperations.CREATE_PLATFORM_ENDPOINT,
                    "minimal",
                    new CreatePlatformEndpointRequest(APPLICATION, "device", null, Map.of()),
                    new CreatePlatformEndpointResponse(ENDPOINT)),
            new Sample<>(
                    SnsOperations.CREATE_PLATFORM_ENDPOINT,
                    "full",
                    new CreatePlatformEndpointRequest(
                            APPLICATION, "device", TEXT, ordered("Enabled", "true", "CustomUserData", "u")),
                    new CreatePlatformEndpointResponse(ENDPOINT)),
            new Sample<>(
                    SnsOperations.GET_ENDPOINT_ATTRIBUTES,
                    "full",
                    new GetEndpointAttributesRequest(ENDPOINT),
                    new GetEndpointAttributesResponse(ordered("Enabled", "true", "Token", "device"))),
            new Sample<>(
                    SnsOperations.SET_ENDPOINT_ATTRIBUTES,
                    "full",
                    new SetEndpointAttributesRequest(ENDPOINT, ordered("Enabled", "false", "CustomUserData", "")),
                    NOTHING),
            new Sample<>(SnsOperations.DELETE_ENDPOINT, "full", new DeleteEndpointRequest(ENDPOINT), NOTHING),
            new Sample<>(
                    SnsOperations.LIST_ENDPOINTS_BY_PLATFORM_APPLICATION,
                    "minimal",
                    new ListEndpointsByPlatformApplicationRequest(APPLICATION, null),
                    new ListEndpointsByPlatformApplicationResponse(List.of(), null)),
            new Sample<>(
                    SnsOperations.LIST_ENDPOINTS_BY_PLATFORM_APPLICATION,
                    "full",
                    new ListEndpointsByPlatformApplicationRequest(APPLICATION, TOKEN),
                    new ListEndpointsByPlatformApplicationResponse(
                            List.of(new ListedEndpoint(ENDPOINT, ordered("Enabled", "true", "Token", "device"))),
                            TOKEN)),
            new Sample<>(
                    SnsOperations.CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT,
                    "full",
                    new CheckIfPhoneNumberIsOptedOutRequest(PHONE),
                    new CheckIfPhoneNumberIsOptedOutResponse(true)),
            new Sample<>(
                    SnsOperations.LIST_PHONE_NUMBERS_OPTED_OUT,
                    "minimal",
                    new ListPhoneNumbersOptedOutRequest(null),
                    new ListPhoneNumbersOptedOutResponse(List.of(), null)),
            new Sample<>(
                    SnsOperations.LIST_PHONE_NUMBERS_OPTED_OUT,
                    "full",
                    new ListPhoneNumbersOptedOutRequest(TOKEN),
                    new ListPhoneNumbersOptedOutResponse(List.of(PHONE), TOKEN)),
            new Sample<>(
                    SnsOperations.OPT_IN_PHONE_NUMBER,
                    "full",
                    new OptInPhoneNumberRequest(PHONE),
                    new OptInPhoneNumberResponse()),
            new Sample<>(
                    SnsOperations.GET_SMS_ATTRIBUTES,
                    "minimal",
                    new GetSmsAttributesRequest(List.of()),
                    new GetSmsAttributesResponse(Map.of("MonthlySpendLimit", "1"))),
            new Sample<>(
                    SnsOperations.GET_SMS_ATTRIBUTES,
                    "full",
                    new GetSmsAttributesRequest(List.of("DefaultSMSType", "DefaultSenderID")),
                    new GetSmsAttributesResponse(Map.of())),
            new Sample<>(
                    SnsOperations.SET_SMS_ATTRIBUTES,
                    "full",
                    new SetSmsAttributesRequest(ordered("DefaultSMSType", "Promotional", "DefaultSenderID", "me")),
                    new SetSmsAttributesResponse()),
            new Sample<>(
                    SnsOperations.GET_SMS_SANDBOX_ACCOUNT_STATUS,
                    "full",
                    new GetSmsSandboxAccountStatusRequest(),
                    new GetSmsSandboxAccountStatusResponse(true)),
            new Sample<>(
                    SnsOperations.CREATE_SMS_SANDBOX_PHONE_NUMBER,
                    "minimal",
                    new CreateSmsSandboxPhoneNumberRequest(PHONE, null),
                    new CreateSmsSandboxPhoneNumberResponse()),
            new Sample<>(
                    SnsOperations.CREATE_SMS_SANDBOX_PHONE_NUMBER,
                    "full",
                    new CreateSmsSandboxPhoneNumberRequest(PHONE, "de-DE"),
                    new CreateSmsSandboxPhoneNumberResponse()),
            new Sample<>(
                    SnsOperations.DELETE_SMS_SANDBOX_PHONE_NUMBER,
                    "full",
                    new DeleteSmsSandboxPhoneNumberRequest(PHONE),
                    new DeleteSmsSandboxPhoneNumberResponse()),
            new Sample<>(
                    SnsOperations.VERIFY_SMS_SANDBOX_PHONE_NUMBER,
                    "full",
                    new VerifySmsSandboxPhoneNumberRequest(PHONE, "123456"),
                    new VerifySmsSandboxPhoneNumberResponse()),
            new Sample<>(
                    SnsOperations.LIST_SMS_SANDBOX_PHONE_NUMBERS,
                    "minimal",
                    new ListSmsSandboxPhoneNumbersRequest(null, null),
                    new ListSmsSandboxPhoneNumbersResponse(List.of(), null)),
            new Sample<>(
                    SnsOperations.LIST_SMS_SANDBOX_PHONE_NUMBERS,
                    "full",
                    new ListSmsSandboxPhoneNumbersRequest(TOKEN, 7),
                    new ListSmsSandboxPhoneNumbersResponse(List.of(new SandboxPhoneNumber(PHONE, "Pending")), TOKEN)),
            new Sample<>(
                    SnsOperations.LIST_ORIGINATION_NUMBERS,
                    "minimal",
                    new ListOriginationNumbersRequest(null, null),
                    new ListOriginationNumbersResponse(null, List.of())),
            new Sample<>(
                    SnsOperations.LIST_ORIGINATION_NUMBERS,
                    "full",
                    new ListOriginationNumbersRequest(TOKEN, 30),
                    new ListOriginationNumbersResponse(
                            TOKEN,
                            List.of(new OriginationNumber(
                                    "2026-09-01T12:00:00Z",
                                    PHONE,
                                    "Active",
                                    "US",
                                    "LongCode",
                                    List.of("SMS", "VOICE"))))));

    private SnsSamples() {}

    record Sample<I, O>(Operation<I, O> operation, String name, I request, O response) {

        @Override
        public String toString() {
            return operation.name() + " " + name;
        }
    }

    private static <V> Map<String, V> ordered(String first, V one, String second, V two) {
        var map = new LinkedHashMap<String, V>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}
