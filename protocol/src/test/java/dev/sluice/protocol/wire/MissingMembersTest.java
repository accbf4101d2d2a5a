package dev.sluice.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.SnsErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request lacks is said by its path, before anything else is looked at. */
class MissingMembersTest {
    private static final String CLAUSE = "Value null at '%s' failed to satisfy constraint: Member must not be null";

    private final QueryCodec query = new QueryCodec(Service.SNS);

    @ParameterizedTest
    @CsvSource({
        "DeleteTopic, '', topicArn",
        "DeleteTopic, TopicArn.x=a, topicArn",
        "SetSMSAttributes, '', attributes",
        "CheckIfPhoneNumberIsOptedOut, PhoneNumber=1, phoneNumber",
        "AddPermission, TopicArn=a&Label=l&ActionName.member.1=Publish, aWSAccountId",
        "Publish, TopicArn=a, message",
        "Publish, Message=m&MessageAttributes.entry.1.Name=attr1, messageAttributes.attr1.member.dataType",
        "Publish, Message=m&MessageAttributes.entry.1.Name=attr1&MessageAttributes.entry.1.Value.StringValue=x,"
                + " messageAttributes.attr1.member.dataType",
        "TagResource, ResourceArn=a&Tags.member.7.Key=k, tags.1.member.value"
    })
    void missingMemberIsNamedByItsPath(String action, String form, String path) {
        assertThat(refusal(action, form)).isEqualTo("1 validation error detected: " + CLAUSE.formatted(path));
    }

    @Test
    void memberOfAnAttributeInABatchIsNamedByTheWayToIt() {
        String entry = "TopicArn=a&PublishBatchRequestEntries.member.1.";

        assertThat(refusal(
                        "PublishBatch",
                        entry + "Id=i&" + entry + "Message=m&" + entry + "MessageAttributes.entry.1.Name=attr1"))
                .isEqualTo("1 validation error detected: "
                        + CLAUSE.formatted(
                                "publishBatchRequestEntries.1.member.messageAttributes.attr1.member.dataType"));
    }

    @Test
    void allThatIsMissingIsNamed() {
        assertThat(refusal("AddPermission", "Label=l&ActionName="))
                .isEqualTo("2 validation errors detected: " + CLAUSE.formatted("topicArn") + "; "
                        + CLAUSE.formatted("aWSAccountId"));
    }

    @Test
    void theAnswerDoesNotGrowWithTheRequest() {
        var form = new StringBuilder("ResourceArn=a");
        for (int i = 1; i <= 1000; i++) form.append("&Tags.member.").append(i).append(".Key=k");

        assertThat(refusal("TagResource", form.toString()))
                .startsWith("10 validation errors detected: ")
                .endsWith(CLAUSE.formatted("tags.10.member.value"));
    }

    @Test
    void whatIsMissingComesBeforeWhatIsWrong() {
        assertThat(refusal("Subscribe", "ReturnSubscriptionArn=maybe&Protocol=sqs"))
                .isEqualTo("1 validation error detected: " + CLAUSE.formatted("topicArn"));
    }

    @ParameterizedTest
    @CsvSource({
        "DeleteTopic, TopicArn=",
        "TagResource, ResourceArn=a&Tags=",
        "SetSMSAttributes, attributes=",
        "Publish, Message=",
        // these two say in their own words what they lack
        "Unsubscribe, ''",
        "PublishBatch, TopicArn=a"
    })
    void whatIsEmptyIsNotMissing(String action, String form) {
        assertThat(decoded(action, form)).isNotNull();
    }

    private String refusal(String action, String form) {
        var fault = catchThrowableOfType(ApiException.class, () -> decoded(action, form));
        assertThat(fault.code()).isEqualTo(SnsErrorCode.VALIDATION_ERROR);
        return fault.text();
    }

    private Object decoded(String action, String form) {
        Operation<?, ?> operation = SnsOperations.named(action);
        if (operation == null) throw new AssertionError("no action " + action);
        return query.decode(operation, FormParameters.parse(form, new byte[0]));
    }
}
