package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.ApiMetrics;
import dev.sluice.broker.api.PageTokens;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.wire.Operation;
import dev.sluice.protocol.wire.SnsOperations;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which class does which operation of SNS. What is not listed here is refused as an action that SNS does not have. */
final class SnsActions {
    private final Map<String, Entry<?, ?>> byName = new HashMap<>();
    private final ApiMetrics metrics;

    record Entry<I, O>(Operation<I, O> operation, SnsAction<I, O> action, ApiMetrics.OfAction metrics) {}

    SnsActions(PageTokens tokens, @Nullable TopicId ownTopic, InstantSource clock, ApiMetrics metrics) {
        this.metrics = metrics;
        var pages = new SnsPages(tokens);
        var timestamps = new Timestamps(clock);
        var handshakes = new Handshakes(timestamps);
        var publications = new Publications(timestamps, new Audits(metrics));
        add(SnsOperations.CREATE_TOPIC, new CreateTopic());
        add(SnsOperations.DELETE_TOPIC, new DeleteTopic());
        add(SnsOperations.LIST_TOPICS, new ListTopics(pages));
        add(SnsOperations.GET_TOPIC_ATTRIBUTES, new GetTopicAttributes());
        add(SnsOperations.SET_TOPIC_ATTRIBUTES, new SetTopicAttributes());
        add(SnsOperations.ADD_PERMISSION, new AddPermission());
        add(SnsOperations.REMOVE_PERMISSION, new RemovePermission());
        add(SnsOperations.TAG_RESOURCE, new TagResource());
        add(SnsOperations.UNTAG_RESOURCE, new UntagResource());
        add(SnsOperations.LIST_TAGS_FOR_RESOURCE, new ListTagsForResource());
        add(SnsOperations.PUT_DATA_PROTECTION_POLICY, new PutDataProtectionPolicy());
        add(SnsOperations.GET_DATA_PROTECTION_POLICY, new GetDataProtectionPolicy());
        add(SnsOperations.SUBSCRIBE, new Subscribe(handshakes, ownTopic));
        add(SnsOperations.CONFIRM_SUBSCRIPTION, new ConfirmSubscription());
        add(SnsOperations.UNSUBSCRIBE, new Unsubscribe(handshakes));
        add(SnsOperations.LIST_SUBSCRIPTIONS, new ListSubscriptions(pages));
        add(SnsOperations.LIST_SUBSCRIPTIONS_BY_TOPIC, new ListSubscriptionsByTopic(pages));
        add(SnsOperations.GET_SUBSCRIPTION_ATTRIBUTES, new GetSubscriptionAttributes());
        add(SnsOperations.SET_SUBSCRIPTION_ATTRIBUTES, new SetSubscriptionAttributes());
        add(SnsOperations.PUBLISH, new Publish(publications));
        add(SnsOperations.PUBLISH_BATCH, new PublishBatch(publications));
        add(SnsOperations.CREATE_PLATFORM_APPLICATION, new CreatePlatformApplication());
        add(SnsOperations.GET_PLATFORM_APPLICATION_ATTRIBUTES, new GetPlatformApplicationAttributes());
        add(SnsOperations.SET_PLATFORM_APPLICATION_ATTRIBUTES, new SetPlatformApplicationAttributes());
        add(SnsOperations.DELETE_PLATFORM_APPLICATION, new DeletePlatformApplication());
        add(SnsOperations.LIST_PLATFORM_APPLICATIONS, new ListPlatformApplications(pages));
        add(SnsOperations.CREATE_PLATFORM_ENDPOINT, new CreatePlatformEndpoint());
        add(SnsOperations.GET_ENDPOINT_ATTRIBUTES, new GetEndpointAttributes());
        add(SnsOperations.SET_ENDPOINT_ATTRIBUTES, new SetEndpointAttributes());
        add(SnsOperations.DELETE_ENDPOINT, new DeleteEndpoint());
        add(SnsOperations.LIST_ENDPOINTS_BY_PLATFORM_APPLICATION, new ListEndpointsByPlatformApplication(pages));
        add(SnsOperations.GET_SMS_ATTRIBUTES, new GetSmsAttributes());
        add(SnsOperations.SET_SMS_ATTRIBUTES, new SetSmsAttributes());
        add(SnsOperations.CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT, new CheckIfPhoneNumberIsOptedOut());
        add(SnsOperations.LIST_PHONE_NUMBERS_OPTED_OUT, new ListPhoneNumbersOptedOut(pages));
        add(SnsOperations.OPT_IN_PHONE_NUMBER, new OptInPhoneNumber());
        add(SnsOperations.GET_SMS_SANDBOX_ACCOUNT_STATUS, new GetSmsSandboxAccountStatus());
        add(SnsOperations.CREATE_SMS_SANDBOX_PHONE_NUMBER, new CreateSmsSandboxPhoneNumber());
        add(SnsOperations.VERIFY_SMS_SANDBOX_PHONE_NUMBER, new VerifySmsSandboxPhoneNumber());
        add(SnsOperations.DELETE_SMS_SANDBOX_PHONE_NUMBER, new DeleteSmsSandboxPhoneNumber());
        add(SnsOperations.LIST_SMS_SANDBOX_PHONE_NUMBERS, new ListSmsSandboxPhoneNumbers(pages));
        add(SnsOperations.LIST_ORIGINATION_NUMBERS, new ListOriginationNumbers());
    }

    @Nullable
    Entry<?, ?> named(String name) {
        return byName.get(name);
    }

    /** The metrics tell SNS's actions by a prefix, since some have the names of SQS's. */
    private <I, O> void add(Operation<I, O> operation, SnsAction<I, O> action) {
        String name = operation.name();
        byName.put(name, new Entry<>(operation, action, metrics.of("sns:" + name)));
    }
}
