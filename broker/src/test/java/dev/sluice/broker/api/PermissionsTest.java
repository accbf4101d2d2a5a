package dev.sluice.broker.api;

import static dev.sluice.broker.api.TestSqs.ACCOUNT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sluice.broker.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access policies: what may be set, and what AddPermission and RemovePermission make of them. */
class PermissionsTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:" + ACCOUNT + ":q";

    private final TestSqs sqs = new TestSqs();

    @BeforeEach
    void aQueue() {
        sqs.queue("q");
    }

    // AddPermission

    @Test
    void theFirstPermissionMakesThePolicyThatAwsMakes() {
        assertThat(add("l", "'111122223333'", "'ReceiveMessage'").fault()).isEqualTo("ok ");

        assertThat(policy())
                .isEqualTo(("{'Version':'2008-10-17','Id':'" + ARN + "/SQSDefaultPolicy','Statement':[{'Sid':'l',"
                                + "'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:root'},"
                                + "'Action':'SQS:ReceiveMessage','Resource':'" + ARN + "'}]}")
                        .replace('\'', '"'));
    }

    @Test
    void severalAccountsAndActionsAreListsAndAllActionsAStar() {
        add("several", "'111122223333','444455556666','111122223333'", "'SendMessage','GetQueueUrl'");
        add("all", "'111122223333'", "'*'");

        assertThat(statements())
                .extracting(statement -> statement.get("Principal"), statement -> statement.get("Action"))
                .containsExactly(
                        tuple(
                                Map.of(
                                        "AWS",
                                        List.of("arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root")),
                                List.of("SQS:SendMessage", "SQS:GetQueueUrl")),
                        tuple(Map.of("AWS", "arn:aws:iam::111122223333:root"), "SQS:*"));
    }

    @Test
    void aStatementJoinsThePolicyThatIsThereAndKeepsAllOfIt() {
        set("{'Version':'2012-10-17','Id':'mine','Statement':{'Sid':'first','Effect':'Deny','Principal':'*',"
                + "'Action':'sqs:*','Resource':'x','Condition':{'Bool':{'aws:SecureTransport':false},"
                + "'NumericLessThan':{'n':1000000,'m':0.5,'o':null}}}}");

        add("second", "'111122223333'", "'SendMessage'");

        assertThat(policy())
                .startsWith("{'Version':'2012-10-17','Id':'mine','Statement':[{'Sid':'first','Effect':'Deny',"
                                .replace('\'', '"')
                        + "'Principal':'*','Action':'sqs:*','Resource':'x','Condition':{'Bool':".replace('\'', '"')
                        + "{'aws:SecureTransport':false},'NumericLessThan':{'n':1000000,'m':0.5,'o':null}}},"
                                .replace('\'', '"'))
                .endsWith("\"Action\":\"SQS:SendMessage\",\"Resource\":\"" + ARN + "\"}]}");
    }

    @Test
    void aLabelIsTakenOnceButTheSamePermissionMayBeRepeated() {
        add("l", "'111122223333'", "'SendMessage'");
        String policy = policy();

        assertThat(add("l", "'111122223333'", "'SendMessage'").status()).isEqualTo(200);
        assertThat(policy()).isEqualTo(policy);
        assertThat(add("l", "'111122223333'", "'ReceiveMessage'").fault())
                .isEqualTo("400 InvalidParameterValueException/InvalidParameterValue: Value l for parameter Label is"
                        + " invalid. Reason: Already exists.");
    }

    @Test
    void anotherChangeOfThePolicyMeanwhileIsNotLost() {
        sqs.shards.afterNextQuestion(() -> add("faster", "'111122223333'", "'SendMessage'"));

        assertThat(add("slower", "'111122223333'", "'SendMessage'").status()).isEqualTo(200);

        assertThat(sids()).containsExactly("faster", "slower");
    }

    @Test
    void aPermissionChangesWhenTheQueueWasModified() {
        sqs.shards.passSeconds(10);

        add("l", "'111122223333'", "'SendMessage'");

        assertThat(sqs.attribute("q", "LastModifiedTimestamp")).isEqualTo("" + sqs.shards.now() / 1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Label':'l','AWSAccountIds':['111122223333'] | MissingRequiredParameterException/MissingParameter: The"
                        + " request must contain the parameter Actions.",
                "'Label':'l','AWSAccountIds':[],'Actions':['*'] | MissingRequiredParameterException/MissingParameter:"
                        + " The request must contain the parameter AWSAccountIds.",
                "'AWSAccountIds':['111122223333'],'Actions':['*'] | MissingRequiredParameterException/MissingParameter:"
                        + " The request must contain the parameter Label.",
                "'Label':'a b','AWSAccountIds':['111122223333'],'Actions':['*'] |"
                        + " InvalidParameterValueException/InvalidParameterValue: Value a b for parameter Label is"
                        + " invalid. Reason: Can only include alphanumeric characters, hyphens, or underscores. 1 to"
                        + " 80 in length.",
                "'Label':'l','AWSAccountIds':['1111'],'Actions':['*'] |"
                        + " InvalidParameterValueException/InvalidParameterValue: Value 1111 for parameter"
                        + " PrincipalId is invalid. Reason: Unable to verify.",
                "'Label':'l','AWSAccountIds':['111122223333'],'Actions':['DeleteQueue'] |"
                        + " InvalidParameterValueException/InvalidParameterValue: Value SQS:DeleteQueue for parameter"
                        + " ActionName is invalid. Reason: Only the queue owner is allowed to invoke this action.",
                "'Label':'l','AWSAccountIds':['111122223333'],'Actions':['SendMessage','Fly'] |"
                        + " InvalidParameterValueException/InvalidParameterValue: Value SQS:Fly for parameter"
                        + " ActionName is invalid. Reason: There is no such action."
            })
    void whatIsMissingOrWrongIsNamed(String members, String fault) {
        assertThat(sqs.json("AddPermission", "{'QueueUrl':'q'," + members + "}").fault())
                .isEqualTo("400 " + fault);
        assertThat(sqs.attribute("q", "Policy")).isEqualTo("null");
    }

    @Test
    void aPermissionHasAtMostSevenActions() {
        String eight = "'*','ChangeMessageVisibility','DeleteMessage','GetQueueAttributes','GetQueueUrl',"
                + "'PurgeQueue','ReceiveMessage','SendMessage'";

        assertThat(add("l", "'111122223333'", eight).fault())
                .isEqualTo("403 OverLimit: 8 Actions were found, maximum allowed is 7.");
        assertThat(add("l", "'111122223333'", eight.substring(4)).status()).isEqualTo(200);
    }

    @Test
    void aPolicyHasAtMostTwentyStatements() {
        for (int i = 1; i <= 20; i++) {
            assertThat(add("l" + i, "'111122223333'", "'SendMessage'").status()).isEqualTo(200);
        }

        assertThat(add("l21", "'111122223333'", "'SendMessage'").fault())
                .isEqualTo("403 OverLimit: 21 Statements were found, maximum allowed is 20.");
    }

    @Test
    void aPolicyDoesNotGrowBeyondWhatMayBeSet() {
        String accounts = IntStream.range(0, 50)
                .mapToObj(i -> "'" + (111122223333L + i) + "'")
                .collect(Collectors.joining(","));
        for (int i = 1; i <= 4; i++) {
            assertThat(add("l" + i, accounts, "'SendMessage'").status()).isEqualTo(200);
        }

        assertThat(add("l5", accounts, "'SendMessage'").fault())
                .isEqualTo("403 OverLimit: The policy would be longer than 8192 bytes.");
    }

    @Test
    void theQueryProtocolNamesAccountsAndActionsInTheSingular() {
        Answered answered = sqs.query("Action=AddPermission&QueueUrl=q&Label=l&AWSAccountId.1=111122223333"
                + "&ActionName.1=SendMessage&ActionName.2=GetQueueUrl");

        assertThat(answered.status()).isEqualTo(200);
        assertThat(statements())
                .singleElement()
                .extracting("Action")
                .isEqualTo(List.of("SQS:SendMessage", "SQS:GetQueueUrl"));
    }

    // RemovePermission

    @Test
    void aRemovedPermissionLeavesTheOthersAndTheLastOneTakesThePolicyAlong() {
        add("a", "'111122223333'", "'SendMessage'");
        add("b", "'111122223333'", "'SendMessage'");

        assertThat(remove("a").fault()).isEqualTo("ok ");
        assertThat(sids()).containsExactly("b");
        assertThat(remove("b").fault()).isEqualTo("ok ");
        assertThat(sqs.json("GetQueueAttributes", "{'QueueUrl':'q','AttributeNames':['Policy']}")
                        .body())
                .isEqualTo("{}");
    }

    @Test
    void anUnknownLabelCannotBeRemoved() {
        String fault = "400 InvalidParameterValueException/InvalidParameterValue: Value x for parameter Label is"
                + " invalid. Reason: can't find label.";

        assertThat(remove("x").fault()).isEqualTo(fault);
        add("l", "'111122223333'", "'SendMessage'");
        assertThat(remove("x").fault()).isEqualTo(fault);
        assertThat(sqs.json("RemovePermission", "{'QueueUrl':'q'}").fault()).endsWith("parameter Label.");
    }

    // Policy

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'Version':'2012-10-17'}",
                "{'Statement':'x'}",
                "{'Statement':[[]]}",
                "{'Statement':{'Effect':'allow','Principal':'*','Action':'sqs:*'}}",
                "{'Statement':{'Effect':'Allow','Action':'sqs:*'}}",
                "{'Statement':{'Effect':'Allow','Principal':'*','NotPrincipal':'*','Action':'sqs:*'}}",
                "{'Statement':{'Effect':'Allow','Principal':'*'}}"
            })
    void aStatementSaysWhoMayDoWhat(String policy) {
        assertThat(set(policy).fault())
                .startsWith("400 InvalidAttributeValue: Invalid value for the parameter Policy. Reason: ");
    }

    @Test
    void aPolicyHasAtMostSoManyOfEachPart() {
        assertThat(set("{'Statement':["
                                + ("," + statement("'*'", "'a'", "")).repeat(21).substring(1) + "]}")
                        .fault())
                .isEqualTo("403 OverLimit: 21 Statements were found, maximum allowed is 20.");
        assertThat(set("{'Statement':" + statement("'*'", "['a','b','c','d','e','f','g','h']", "") + "}")
                        .fault())
                .isEqualTo("403 OverLimit: 8 Actions were found, maximum allowed is 7.");
        String principals = "'1'" + ",'1'".repeat(49);
        assertThat(set("{'Statement':" + statement("{'AWS':[" + principals + "]}", "'a'", "") + "}")
                        .status())
                .isEqualTo(200);
        assertThat(set("{'Statement':" + statement("{'Service':'s','AWS':[" + principals + "]}", "'a'", "") + "}")
                        .fault())
                .isEqualTo("403 OverLimit: 51 Principals were found, maximum allowed is 50.");
        String keys =
                IntStream.rangeClosed(1, 11).mapToObj(i -> "'k" + i + "':'v'").collect(Collectors.joining(","));
        assertThat(set("{'Statement':" + statement("'*'", "'a'", ",'Condition':{'StringLike':{" + keys + "}}") + "}")
                        .fault())
                .isEqualTo("403 OverLimit: 11 Conditions were found, maximum allowed is 10.");
    }

    private static String statement(String principal, String action, String more) {
        return "{'Effect':'Allow','Principal':" + principal + ",'Action':" + action + ",'Resource':'*'" + more + "}";
    }

    private Answered add(String label, String accounts, String actions) {
        return sqs.json(
                "AddPermission",
                "{'QueueUrl':'q','Label':'" + label + "','AWSAccountIds':[" + accounts + "],'Actions':[" + actions
                        + "]}");
    }

    private Answered remove(String label) {
        return sqs.json("RemovePermission", "{'QueueUrl':'q','Label':'" + label + "'}");
    }

    private Answered set(String policy) {
        String escaped = policy.replace("'", "\\'");
        return sqs.json("SetQueueAttributes", "{'QueueUrl':'q','Attributes':{'Policy':'" + escaped + "'}}");
    }

    private String policy() {
        return sqs.attribute("q", "Policy");
    }

    private List<String> sids() {
        return statements().stream()
                .map(statement -> String.valueOf(statement.get("Sid")))
                .toList();
    }

    private List<Map<?, ?>> statements() {
        var document = (Map<?, ?>) requireNonNull(JsonText.value(policy()));
        return ((List<?>) requireNonNull(document.get("Statement")))
                .stream().<Map<?, ?>>map(statement -> (Map<?, ?>) statement).toList();
    }
}
