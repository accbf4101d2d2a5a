package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.Member.text;
import static dev.sluice.protocol.wire.SnsMembers.entries;
import static dev.sluice.protocol.wire.SnsMembers.members;

import dev.sluice.protocol.sns.CreatePlatformApplicationRequest;
import dev.sluice.protocol.sns.CreatePlatformApplicationResponse;
import dev.sluice.protocol.sns.CreatePlatformEndpointRequest;
import dev.sluice.protocol.sns.CreatePlatformEndpointResponse;
import dev.sluice.protocol.sns.DeleteEndpointRequest;
import dev.sluice.protocol.sns.DeletePlatformApplicationRequest;
import dev.sluice.protocol.sns.GetEndpointAttributesRequest;
import dev.sluice.protocol.sns.GetEndpointAttributesResponse;
import dev.sluice.protocol.sns.GetPlatformApplicationAttributesRequest;
import dev.sluice.protocol.sns.GetPlatformApplicationAttributesResponse;
import dev.sluice.protocol.sns.ListEndpointsByPlatformApplicationRequest;
import dev.sluice.protocol.sns.ListEndpointsByPlatformApplicationResponse;
import dev.sluice.protocol.sns.ListPlatformApplicationsRequest;
import dev.sluice.protocol.sns.ListPlatformApplicationsResponse;
import dev.sluice.protocol.sns.ListedEndpoint;
import dev.sluice.protocol.sns.ListedPlatformApplication;
import dev.sluice.protocol.sns.SetEndpointAttributesRequest;
import dev.sluice.protocol.sns.SetPlatformApplicationAttributesRequest;

/** SNS on the wire: mobile push. As in {@link SqsShapes}, a constructor takes its arguments in the order of the members below it. */
final class SnsMobileShapes {

    static final Shape<CreatePlatformApplicationRequest> CREATE_PLATFORM_APPLICATION_REQUEST = Shape.of(
            v -> new CreatePlatformApplicationRequest(v.requiredText(), v.requiredText(), v.map()),
            text("Name", CreatePlatformApplicationRequest::name).required(),
            text("Platform", CreatePlatformApplicationRequest::platform).required(),
            entries("Attributes", CreatePlatformApplicationRequest::attributes).required());

    static final Shape<CreatePlatformApplicationResponse> CREATE_PLATFORM_APPLICATION_RESPONSE = Shape.of(
            v -> new CreatePlatformApplicationResponse(v.requiredText()),
            text("PlatformApplicationArn", CreatePlatformApplicationResponse::platformApplicationArn));

    static final Shape<GetPlatformApplicationAttributesRequest> GET_PLATFORM_APPLICATION_ATTRIBUTES_REQUEST = Shape.of(
            v -> new GetPlatformApplicationAttributesRequest(v.requiredText()),
            text("PlatformApplicationArn", GetPlatformApplicationAttributesRequest::platformApplicationArn)
                    .required());

    static final Shape<GetPlatformApplicationAttributesResponse> GET_PLATFORM_APPLICATION_ATTRIBUTES_RESPONSE =
            Shape.of(
                    v -> new GetPlatformApplicationAttributesResponse(v.map()),
                    entries("Attributes", GetPlatformApplicationAttributesResponse::attributes));

    static final Shape<SetPlatformApplicationAttributesRequest> SET_PLATFORM_APPLICATION_ATTRIBUTES_REQUEST = Shape.of(
            v -> new SetPlatformApplicationAttributesRequest(v.requiredText(), v.map()),
            text("PlatformApplicationArn", SetPlatformApplicationAttributesRequest::platformApplicationArn)
                    .required(),
            entries("Attributes", SetPlatformApplicationAttributesRequest::attributes)
                    .required());

    static final Shape<DeletePlatformApplicationRequest> DELETE_PLATFORM_APPLICATION_REQUEST = Shape.of(
            v -> new DeletePlatformApplicationRequest(v.requiredText()),
            text("PlatformApplicationArn", DeletePlatformApplicationRequest::platformApplicationArn)
                    .required());

    static final Shape<ListPlatformApplicationsRequest> LIST_PLATFORM_APPLICATIONS_REQUEST = Shape.of(
            v -> new ListPlatformApplicationsRequest(v.text()),
            text("NextToken", ListPlatformApplicationsRequest::nextToken));

    private static final Shape<ListedPlatformApplication> LISTED_APPLICATION = Shape.of(
            v -> new ListedPlatformApplication(v.requiredText(), v.map()),
            text("PlatformApplicationArn", ListedPlatformApplication::platformApplicationArn),
            entries("Attributes", ListedPlatformApplication::attributes));

    static final Shape<ListPlatformApplicationsResponse> LIST_PLATFORM_APPLICATIONS_RESPONSE = Shape.of(
            v -> new ListPlatformApplicationsResponse(v.list(), v.text()),
            members("PlatformApplications", LISTED_APPLICATION, ListPlatformApplicationsResponse::platformApplications),
            text("NextToken", ListPlatformApplicationsResponse::nextToken));

    static final Shape<CreatePlatformEndpointRequest> CREATE_PLATFORM_ENDPOINT_REQUEST = Shape.of(
            v -> new CreatePlatformEndpointRequest(v.requiredText(), v.requiredText(), v.text(), v.map()),
            text("PlatformApplicationArn", CreatePlatformEndpointRequest::platformApplicationArn)
                    .required(),
            text("Token", CreatePlatformEndpointRequest::token).required(),
            text("CustomUserData", CreatePlatformEndpointRequest::customUserData),
            entries("Attributes", CreatePlatformEndpointRequest::attributes));

    static final Shape<CreatePlatformEndpointResponse> CREATE_PLATFORM_ENDPOINT_RESPONSE = Shape.of(
            v -> new CreatePlatformEndpointResponse(v.requiredText()),
            text("EndpointArn", CreatePlatformEndpointResponse::endpointArn));

    static final Shape<GetEndpointAttributesRequest> GET_ENDPOINT_ATTRIBUTES_REQUEST = Shape.of(
            v -> new GetEndpointAttributesRequest(v.requiredText()),
            text("EndpointArn", GetEndpointAttributesRequest::endpointArn).required());

    static final Shape<GetEndpointAttributesResponse> GET_ENDPOINT_ATTRIBUTES_RESPONSE = Shape.of(
            v -> new GetEndpointAttributesResponse(v.map()),
            entries("Attributes", GetEndpointAttributesResponse::attributes));

    static final Shape<SetEndpointAttributesRequest> SET_ENDPOINT_ATTRIBUTES_REQUEST = Shape.of(
            v -> new SetEndpointAttributesRequest(v.requiredText(), v.map()),
            text("EndpointArn", SetEndpointAttributesRequest::endpointArn).required(),
            entries("Attributes", SetEndpointAttributesRequest::attributes).required());

    static final Shape<DeleteEndpointRequest> DELETE_ENDPOINT_REQUEST = Shape.of(
            v -> new DeleteEndpointRequest(v.requiredText()),
            text("EndpointArn", DeleteEndpointRequest::endpointArn).required());

    static final Shape<ListEndpointsByPlatformApplicationRequest> LIST_ENDPOINTS_BY_PLATFORM_APPLICATION_REQUEST =
            Shape.of(
                    v -> new ListEndpointsByPlatformApplicationRequest(v.requiredText(), v.text()),
                    text("PlatformApplicationArn", ListEndpointsByPlatformApplicationRequest::platformApplicationArn)
                            .required(),
                    text("NextToken", ListEndpointsByPlatformApplicationRequest::nextToken));

    private static final Shape<ListedEndpoint> LISTED_ENDPOINT = Shape.of(
            v -> new ListedEndpoint(v.requiredText(), v.map()),
            text("EndpointArn", ListedEndpoint::endpointArn),
            entries("Attributes", ListedEndpoint::attributes));

    static final Shape<ListEndpointsByPlatformApplicationResponse> LIST_ENDPOINTS_BY_PLATFORM_APPLICATION_RESPONSE =
            Shape.of(
                    v -> new ListEndpointsByPlatformApplicationResponse(v.list(), v.text()),
                    members("Endpoints", LISTED_ENDPOINT, ListEndpointsByPlatformApplicationResponse::endpoints),
                    text("NextToken", ListEndpointsByPlatformApplicationResponse::nextToken));

    private SnsMobileShapes() {}
}
