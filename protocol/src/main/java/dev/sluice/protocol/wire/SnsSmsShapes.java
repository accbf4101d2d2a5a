package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.Member.flag;
import static dev.sluice.protocol.wire.Member.integer;
import static dev.sluice.protocol.wire.Member.text;
import static dev.sluice.protocol.wire.SnsMembers.entries;
import static dev.sluice.protocol.wire.SnsMembers.members;
import static dev.sluice.protocol.wire.Type.Scalar.TEXT;

import dev.sluice.protocol.sns.CheckIfPhoneNumberIsOptedOutRequest;
import dev.sluice.protocol.sns.CheckIfPhoneNumberIsOptedOutResponse;
import dev.sluice.protocol.sns.CreateSmsSandboxPhoneNumberRequest;
import dev.sluice.protocol.sns.CreateSmsSandboxPhoneNumberResponse;
import dev.sluice.protocol.sns.DeleteSmsSandboxPhoneNumberRequest;
import dev.sluice.protocol.sns.DeleteSmsSandboxPhoneNumberResponse;
import dev.sluice.protocol.sns.GetSmsAttributesRequest;
import dev.sluice.protocol.sns.GetSmsAttributesResponse;
import dev.sluice.protocol.sns.GetSmsSandboxAccountStatusRequest;
import dev.sluice.protocol.sns.GetSmsSandboxAccountStatusResponse;
import dev.sluice.protocol.sns.ListOriginationNumbersRequest;
import dev.sluice.protocol.sns.ListOriginationNumbersResponse;
import dev.sluice.protocol.sns.ListPhoneNumbersOptedOutRequest;
import dev.sluice.protocol.sns.ListPhoneNumbersOptedOutResponse;
import dev.sluice.protocol.sns.ListSmsSandboxPhoneNumbersRequest;
import dev.sluice.protocol.sns.ListSmsSandboxPhoneNumbersResponse;
import dev.sluice.protocol.sns.OptInPhoneNumberRequest;
import dev.sluice.protocol.sns.OptInPhoneNumberResponse;
import dev.sluice.protocol.sns.OriginationNumber;
import dev.sluice.protocol.sns.SandboxPhoneNumber;
import dev.sluice.protocol.sns.SetSmsAttributesRequest;
import dev.sluice.protocol.sns.SetSmsAttributesResponse;
import dev.sluice.protocol.sns.VerifySmsSandboxPhoneNumberRequest;
import dev.sluice.protocol.sns.VerifySmsSandboxPhoneNumberResponse;

/** SNS on the wire: text messages. As in {@link SqsShapes}, a constructor takes its arguments in the order of the members below it. */
final class SnsSmsShapes {

    static final Shape<CheckIfPhoneNumberIsOptedOutRequest> CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT_REQUEST = Shape.of(
            v -> new CheckIfPhoneNumberIsOptedOutRequest(v.requiredText()),
            text("phoneNumber", CheckIfPhoneNumberIsOptedOutRequest::phoneNumber)
                    .required());

    static final Shape<CheckIfPhoneNumberIsOptedOutResponse> CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT_RESPONSE = Shape.of(
            v -> new CheckIfPhoneNumberIsOptedOutResponse(v.flag()),
            flag("isOptedOut", CheckIfPhoneNumberIsOptedOutResponse::isOptedOut));

    static final Shape<ListPhoneNumbersOptedOutRequest> LIST_PHONE_NUMBERS_OPTED_OUT_REQUEST = Shape.of(
            v -> new ListPhoneNumbersOptedOutRequest(v.text()),
            text("nextToken", ListPhoneNumbersOptedOutRequest::nextToken));

    static final Shape<ListPhoneNumbersOptedOutResponse> LIST_PHONE_NUMBERS_OPTED_OUT_RESPONSE = Shape.of(
            v -> new ListPhoneNumbersOptedOutResponse(v.list(), v.text()),
            members("phoneNumbers", TEXT, ListPhoneNumbersOptedOutResponse::phoneNumbers),
            text("nextToken", ListPhoneNumbersOptedOutResponse::nextToken));

    static final Shape<OptInPhoneNumberRequest> OPT_IN_PHONE_NUMBER_REQUEST = Shape.of(
            v -> new OptInPhoneNumberRequest(v.requiredText()),
            text("phoneNumber", OptInPhoneNumberRequest::phoneNumber).required());

    static final Shape<OptInPhoneNumberResponse> OPT_IN_PHONE_NUMBER_RESPONSE =
            Shape.of(v -> new OptInPhoneNumberResponse());

    static final Shape<GetSmsAttributesRequest> GET_SMS_ATTRIBUTES_REQUEST = Shape.of(
            v -> new GetSmsAttributesRequest(v.list()),
            members("attributes", TEXT, GetSmsAttributesRequest::attributes));

    static final Shape<GetSmsAttributesResponse> GET_SMS_ATTRIBUTES_RESPONSE = Shape.of(
            v -> new GetSmsAttributesResponse(v.map()), entries("attributes", GetSmsAttributesResponse::attributes));

    static final Shape<SetSmsAttributesRequest> SET_SMS_ATTRIBUTES_REQUEST = Shape.of(
            v -> new SetSmsAttributesRequest(v.map()),
            entries("attributes", SetSmsAttributesRequest::attributes).required());

    static final Shape<SetSmsAttributesResponse> SET_SMS_ATTRIBUTES_RESPONSE =
            Shape.of(v -> new SetSmsAttributesResponse());

    static final Shape<GetSmsSandboxAccountStatusRequest> GET_SMS_SANDBOX_ACCOUNT_STATUS_REQUEST =
            Shape.of(v -> new GetSmsSandboxAccountStatusRequest());

    static final Shape<GetSmsSandboxAccountStatusResponse> GET_SMS_SANDBOX_ACCOUNT_STATUS_RESPONSE = Shape.of(
            v -> new GetSmsSandboxAccountStatusResponse(v.flag()),
            flag("IsInSandbox", GetSmsSandboxAccountStatusResponse::isInSandbox));

    static final Shape<CreateSmsSandboxPhoneNumberRequest> CREATE_SMS_SANDBOX_PHONE_NUMBER_REQUEST = Shape.of(
            v -> new CreateSmsSandboxPhoneNumberRequest(v.requiredText(), v.text()),
            text("PhoneNumber", CreateSmsSandboxPhoneNumberRequest::phoneNumber).required(),
            text("LanguageCode", CreateSmsSandboxPhoneNumberRequest::languageCode));

    static final Shape<CreateSmsSandboxPhoneNumberResponse> CREATE_SMS_SANDBOX_PHONE_NUMBER_RESPONSE =
            Shape.of(v -> new CreateSmsSandboxPhoneNumberResponse());

    static final Shape<DeleteSmsSandboxPhoneNumberRequest> DELETE_SMS_SANDBOX_PHONE_NUMBER_REQUEST = Shape.of(
            v -> new DeleteSmsSandboxPhoneNumberRequest(v.requiredText()),
            text("PhoneNumber", DeleteSmsSandboxPhoneNumberRequest::phoneNumber).required());

    static final Shape<DeleteSmsSandboxPhoneNumberResponse> DELETE_SMS_SANDBOX_PHONE_NUMBER_RESPONSE =
            Shape.of(v -> new DeleteSmsSandboxPhoneNumberResponse());

    static final Shape<VerifySmsSandboxPhoneNumberRequest> VERIFY_SMS_SANDBOX_PHONE_NUMBER_REQUEST = Shape.of(
            v -> new VerifySmsSandboxPhoneNumberRequest(v.requiredText(), v.requiredText()),
            text("PhoneNumber", VerifySmsSandboxPhoneNumberRequest::phoneNumber).required(),
            text("OneTimePassword", VerifySmsSandboxPhoneNumberRequest::oneTimePassword)
                    .required());

    static final Shape<VerifySmsSandboxPhoneNumberResponse> VERIFY_SMS_SANDBOX_PHONE_NUMBER_RESPONSE =
            Shape.of(v -> new VerifySmsSandboxPhoneNumberResponse());

    static final Shape<ListSmsSandboxPhoneNumbersRequest> LIST_SMS_SANDBOX_PHONE_NUMBERS_REQUEST = Shape.of(
            v -> new ListSmsSandboxPhoneNumbersRequest(v.text(), v.integer()),
            text("NextToken", ListSmsSandboxPhoneNumbersRequest::nextToken),
            integer("MaxResults", ListSmsSandboxPhoneNumbersRequest::maxResults));

    private static final Shape<SandboxPhoneNumber> SANDBOX_PHONE_NUMBER = Shape.of(
            v -> new SandboxPhoneNumber(v.requiredText(), v.requiredText()),
            text("PhoneNumber", SandboxPhoneNumber::phoneNumber),
            text("Status", SandboxPhoneNumber::status));

    static final Shape<ListSmsSandboxPhoneNumbersResponse> LIST_SMS_SANDBOX_PHONE_NUMBERS_RESPONSE = Shape.of(
            v -> new ListSmsSandboxPhoneNumbersResponse(v.list(), v.text()),
            members("PhoneNumbers", SANDBOX_PHONE_NUMBER, ListSmsSandboxPhoneNumbersResponse::phoneNumbers),
            text("NextToken", ListSmsSandboxPhoneNumbersResponse::nextToken));

    static final Shape<ListOriginationNumbersRequest> LIST_ORIGINATION_NUMBERS_REQUEST = Shape.of(
            v -> new ListOriginationNumbersRequest(v.text(), v.integer()),
            text("NextToken", ListOriginationNumbersRequest::nextToken),
            integer("MaxResults", ListOriginationNumbersRequest::maxResults));

    private static final Shape<OriginationNumber> ORIGINATION_NUMBER = Shape.of(
            v -> new OriginationNumber(v.text(), v.text(), v.text(), v.text(), v.text(), v.list()),
            text("CreatedAt", OriginationNumber::createdAt),
            text("PhoneNumber", OriginationNumber::phoneNumber),
            text("Status", OriginationNumber::status),
            text("Iso2CountryCode", OriginationNumber::iso2CountryCode),
            text("RouteType", OriginationNumber::routeType),
            members("NumberCapabilities", TEXT, OriginationNumber::numberCapabilities));

    static final Shape<ListOriginationNumbersResponse> LIST_ORIGINATION_NUMBERS_RESPONSE = Shape.of(
            v -> new ListOriginationNumbersResponse(v.text(), v.list()),
            text("NextToken", ListOriginationNumbersResponse::nextToken),
            members("PhoneNumbers", ORIGINATION_NUMBER, ListOriginationNumbersResponse::phoneNumbers));

    private SnsSmsShapes() {}
}
