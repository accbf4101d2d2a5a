package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.Member.text;
import static dev.sluice.protocol.wire.SnsMembers.entries;
import static dev.sluice.protocol.wire.SnsMembers.members;
import static dev.sluice.protocol.wire.Type.Scalar.TEXT;

import dev.sluice.protocol.sns.AddPermissionRequest;
import dev.sluice.protocol.sns.CreateTopicRequest;
import dev.sluice.protocol.sns.CreateTopicResponse;
import dev.sluice.protocol.sns.DeleteTopicRequest;
import dev.sluice.protocol.sns.GetDataProtectionPolicyRequest;
import dev.sluice.protocol.sns.GetDataProtectionPolicyResponse;
import dev.sluice.protocol.sns.GetTopicAttributesRequest;
import dev.sluice.protocol.sns.GetTopicAttributesResponse;
import dev.sluice.protocol.sns.ListTagsForResourceRequest;
import dev.sluice.protocol.sns.ListTagsForResourceResponse;
import dev.sluice.protocol.sns.ListTopicsRequest;
import dev.sluice.protocol.sns.ListTopicsResponse;
import dev.sluice.protocol.sns.ListedTopic;
import dev.sluice.protocol.sns.PutDataProtectionPolicyRequest;
import dev.sluice.protocol.sns.RemovePermissionRequest;
import dev.sluice.protocol.sns.SetTopicAttributesRequest;
import dev.sluice.protocol.sns.TagResourceRequest;
import dev.sluice.protocol.sns.TagResourceResponse;
import dev.sluice.protocol.sns.UntagResourceRequest;
import dev.sluice.protocol.sns.UntagResourceResponse;

/** SNS on the wire: topics. As in {@link SqsShapes}, a constructor takes its arguments in the order of the members below it. */
final class SnsTopicShapes {

    static final Shape<CreateTopicRequest> CREATE_TOPIC_REQUEST = Shape.of(
            v -> new CreateTopicRequest(v.requiredText(), v.map(), v.list(), v.text()),
            text("Name", CreateTopicRequest::name).required(),
            entries("Attributes", CreateTopicRequest::attributes),
            members("Tags", SnsMembers.TAG, CreateTopicRequest::tags),
            text("DataProtectionPolicy", CreateTopicRequest::dataProtectionPolicy));

    static final Shape<CreateTopicResponse> CREATE_TOPIC_RESPONSE =
            Shape.of(v -> new CreateTopicResponse(v.requiredText()), text("TopicArn", CreateTopicResponse::topicArn));

    static final Shape<DeleteTopicRequest> DELETE_TOPIC_REQUEST = Shape.of(
            v -> new DeleteTopicRequest(v.requiredText()),
            text("TopicArn", DeleteTopicRequest::topicArn).required());

    static final Shape<ListTopicsRequest> LIST_TOPICS_REQUEST =
            Shape.of(v -> new ListTopicsRequest(v.text()), text("NextToken", ListTopicsRequest::nextToken));

    private static final Shape<ListedTopic> LISTED_TOPIC =
            Shape.of(v -> new ListedTopic(v.requiredText()), text("TopicArn", ListedTopic::topicArn));

    static final Shape<ListTopicsResponse> LIST_TOPICS_RESPONSE = Shape.of(
            v -> new ListTopicsResponse(v.list(), v.text()),
            members("Topics", LISTED_TOPIC, ListTopicsResponse::topics),
            text("NextToken", ListTopicsResponse::nextToken));

    static final Shape<GetTopicAttributesRequest> GET_TOPIC_ATTRIBUTES_REQUEST = Shape.of(
            v -> new GetTopicAttributesRequest(v.requiredText()),
            text("TopicArn", GetTopicAttributesRequest::topicArn).required());

    static final Shape<GetTopicAttributesResponse> GET_TOPIC_ATTRIBUTES_RESPONSE = Shape.of(
            v -> new GetTopicAttributesResponse(v.map()),
            entries("Attributes", GetTopicAttributesResponse::attributes));

    static final Shape<SetTopicAttributesRequest> SET_TOPIC_ATTRIBUTES_REQUEST = Shape.of(
            v -> new SetTopicAttributesRequest(v.requiredText(), v.requiredText(), v.text()),
            text("TopicArn", SetTopicAttributesRequest::topicArn).required(),
            text("AttributeName", SetTopicAttributesRequest::attributeName).required(),
            text("AttributeValue", SetTopicAttributesRequest::attributeValue));

    static final Shape<AddPermissionRequest> ADD_PERMISSION_REQUEST = Shape.of(
            v -> new AddPermissionRequest(v.requiredText(), v.requiredText(), v.list(), v.list()),
            text("TopicArn", AddPermissionRequest::topicArn).required(),
            text("Label", AddPermissionRequest::label).required(),
            members("AWSAccountId", TEXT, AddPermissionRequest::awsAccountIds).required(),
            members("ActionName", TEXT, AddPermissionRequest::actionNames).required());

    static final Shape<RemovePermissionRequest> REMOVE_PERMISSION_REQUEST = Shape.of(
            v -> new RemovePermissionRequest(v.requiredText(), v.requiredText()),
            text("TopicArn", RemovePermissionRequest::topicArn).required(),
            text("Label", RemovePermissionRequest::label).required());

    static final Shape<TagResourceRequest> TAG_RESOURCE_REQUEST = Shape.of(
            v -> new TagResourceRequest(v.requiredText(), v.list()),
            text("ResourceArn", TagResourceRequest::resourceArn).required(),
            members("Tags", SnsMembers.TAG, TagResourceRequest::tags).required());

    static final Shape<TagResourceResponse> TAG_RESOURCE_RESPONSE = Shape.of(v -> new TagResourceResponse());

    static final Shape<UntagResourceRequest> UNTAG_RESOURCE_REQUEST = Shape.of(
            v -> new UntagResourceRequest(v.requiredText(), v.list()),
            text("ResourceArn", UntagResourceRequest::resourceArn).required(),
            members("TagKeys", TEXT, UntagResourceRequest::tagKeys).required());

    static final Shape<UntagResourceResponse> UNTAG_RESOURCE_RESPONSE = Shape.of(v -> new UntagResourceResponse());

    static final Shape<ListTagsForResourceRequest> LIST_TAGS_FOR_RESOURCE_REQUEST = Shape.of(
            v -> new ListTagsForResourceRequest(v.requiredText()),
            text("ResourceArn", ListTagsForResourceRequest::resourceArn).required());

    static final Shape<ListTagsForResourceResponse> LIST_TAGS_FOR_RESOURCE_RESPONSE = Shape.of(
            v -> new ListTagsForResourceResponse(v.list()),
            members("Tags", SnsMembers.TAG, ListTagsForResourceResponse::tags));

    static final Shape<PutDataProtectionPolicyRequest> PUT_DATA_PROTECTION_POLICY_REQUEST = Shape.of(
            v -> new PutDataProtectionPolicyRequest(v.requiredText(), v.requiredText()),
            text("ResourceArn", PutDataProtectionPolicyRequest::resourceArn).required(),
            text("DataProtectionPolicy", PutDataProtectionPolicyRequest::dataProtectionPolicy)
                    .required());

    static final Shape<GetDataProtectionPolicyRequest> GET_DATA_PROTECTION_POLICY_REQUEST = Shape.of(
            v -> new GetDataProtectionPolicyRequest(v.requiredText()),
            text("ResourceArn", GetDataProtectionPolicyRequest::resourceArn).required());

    static final Shape<GetDataProtectionPolicyResponse> GET_DATA_PROTECTION_POLICY_RESPONSE = Shape.of(
            v -> new GetDataProtectionPolicyResponse(v.text()),
            text("DataProtectionPolicy", GetDataProtectionPolicyResponse::dataProtectionPolicy));

    private SnsTopicShapes() {}
}
