package dev.sluice.broker.api.sns;

import static dev.sluice.broker.api.sns.TestSns.ACCOUNT;
import static dev.sluice.broker.api.sns.TestSns.arn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics as clients make, list, tag and delete them. */
class TopicActionsTest {
    private final TestSns sns = new TestSns();

    // Making one

    @Test
    void aNewTopicIsKnownByItsArn() {
        assertThat(sns.call("CreateTopic", "Name", "t").element("TopicArn")).isEqualTo(arn("t"));
    }

    static Stream<String> impossibleNames() {
        return Stream.of("", "a:b", "a;b", "a!b", "a@b", "a|b", "a^b", "a%b", "a b", "a.b", "a.fifo", "x".repeat(257));
    }

    @ParameterizedTest
    @MethodSource("impossibleNames")
    void aNameHasLettersDigitsHyphensAndUnderscores(String name) {
        assertThat(sns.call("CreateTopic", "Name", name).fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Topic Name");
    }

    @Test
    void aFifoTopicIsCalledSo() {
        String[] fifo = TestSns.with(new String[] {"Name", "t.fifo"}, "FifoTopic", "true");
        String[] misnamed = TestSns.with(new String[] {"Name", "t"}, "FifoTopic", "true");

        assertThat(sns.call("CreateTopic", fifo).element("TopicArn")).isEqualTo(arn("t.fifo"));
        assertThat(sns.call("CreateTopic", misnamed).fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Topic Name");
    }

    @Test
    void withoutANameNothingIsMade() {
        assertThat(sns.call("CreateTopic").fault())
                .isEqualTo("400 ValidationError: 1 validation error detected: Value null at 'name' failed to satisfy"
                        + " constraint: Member must not be null");
    }

    @Test
    void makingItAgainAnswersTheSame() {
        sns.topic("t", "DisplayName", "News")
                .topic("t")
                .topic("t", "DisplayName", "News")
                .topic("t", "FifoTopic", "false");

        assertThat(sns.topicAttributes("t"))
                .containsEntry("DisplayName", "News")
                .doesNotContainKey("FifoTopic");
    }

    @Test
    void makingAFifoTopicAgainNeedsOnlySayThatItIsOne() {
        sns.topic("t.fifo", "FifoTopic", "true", "ContentBasedDeduplication", "true")
                .topic("t.fifo", "FifoTopic", "true");

        assertThat(sns.topicAttributes("t.fifo")).containsEntry("ContentBasedDeduplication", "true");
    }

    @ParameterizedTest
    @CsvSource({"DisplayName, Other", "SignatureVersion, 2", "KmsMasterKeyId, alias/k"})
    void makingItAgainWithOtherAttributesIsRefused(String name, String value) {
        sns.topic("t", "DisplayName", "News");

        assertThat(sns.call("CreateTopic", TestSns.with(new String[] {"Name", "t"}, name, value))
                        .fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Attributes Reason: Topic already exists with"
                        + " different attributes");
    }

    @Test
    void makingItAgainWithATagItLacksIsRefused() {
        sns.call("CreateTopic", "Name", "t", "Tags.member.1.Key", "a", "Tags.member.1.Value", "1");

        assertThat(sns.call("CreateTopic", "Name", "t", "Tags.member.1.Key", "a", "Tags.member.1.Value", "1")
                        .status())
                .isEqualTo(200);
        assertThat(sns.call("CreateTopic", "Name", "t", "Tags.member.1.Key", "a", "Tags.member.1.Value", "2")
                        .fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Tags Reason: Topic already exists with different"
                        + " tags");
    }

    // Deleting

    @Test
    void deletingIsDoneHoweverOften() {
        sns.topic("t");

        assertThat(sns.call("DeleteTopic", "TopicArn", arn("t")).status()).isEqualTo(200);
        assertThat(sns.call("DeleteTopic", "TopicArn", arn("t")).status()).isEqualTo(200);
        assertThat(sns.call("GetTopicAttributes", "TopicArn", arn("t")).fault())
                .isEqualTo("404 NotFound: Topic does not exist");
    }

    // Which topic is meant

    @ParameterizedTest
    @CsvSource({"'', 1", "t, 1", "arn:aws:sns, 3", "arn:aws:sns:us-east-1:123456789012, 5"})
    void anArnHasSixElements(String arn, int elements) {
        assertThat(sns.call("GetTopicAttributes", "TopicArn", arn).fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: TopicArn Reason: An ARN must have at least 6"
                        + " elements, not " + elements);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sns:eu-west-1:123456789012:t",
                "arn:aws:sqs:us-east-1:123456789012:t",
                "arn:aws:sns:us-east-1:123456789012:t:0"
            })
    void anArnOfAnotherRegionOrServiceNamesNoTopic(String arn) {
        for (String action : List.of("GetTopicAttributes", "DeleteTopic", "ListSubscriptionsByTopic")) {
            assertThat(sns.call(action, "TopicArn", arn).fault())
                    .isEqualTo("400 InvalidParameter: Invalid parameter: TopicArn");
        }
    }

    @Test
    void aTopicIsFoundInEveryAccountByItsArnAlone() {
        sns.topic("t");

        Answered answered = sns.signedBy("111122223333", "us-east-1").call("GetTopicAttributes", "TopicArn", arn("t"));

        assertThat(TestSns.attributes(answered)).containsEntry("Owner", ACCOUNT);
    }

    @Test
    void whatIsWrongOtherwiseComesAfterTheMissingTopic() {
        assertThat(sns.call("Subscribe", "TopicArn", arn("none"), "Protocol", "pigeon", "Endpoint", "e")
                        .fault())
                .isEqualTo("404 NotFound: Topic does not exist");
    }

    // Listing

    @Test
    void topicsAreListedAHundredAtATime() {
        for (int i = 0; i < 250; i++) sns.topic("t%03d".formatted(i));

        List<String> listed = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Answered page = sns.ok("ListTopics");
        while (true) {
            List<String> topics = TestSns.elements(page, "TopicArn");
            listed.addAll(topics);
            sizes.add(topics.size());
            String next = page.element("NextToken");
            if (next == null) break;
            page = sns.ok("ListTopics", "NextToken", next);
        }

        assertThat(sizes).containsExactly(100, 100, 50);
        assertThat(listed).doesNotHaveDuplicates().hasSize(250);
    }

    @Test
    void anotherAccountOrRegionHasItsOwnTopics() {
        sns.topic("t");

        assertThat(sns.signedBy("111122223333", "us-east-1").ok("ListTopics").body())
                .contains("<Topics/>");
        assertThat(sns.signedBy(ACCOUNT, "eu-west-1").ok("ListTopics").body()).contains("<Topics/>");
    }

    @Test
    void aTokenFromElsewhereIsRefused() {
        assertThat(sns.call("ListTopics", "NextToken", "bm9uc2Vuc2U=").fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: NextToken");
    }

    // Tags

    @Test
    void tagsAreAddedOverwrittenAndTaken() {
        sns.call("CreateTopic", "Name", "t", "Tags.member.1.Key", "a", "Tags.member.1.Value", "1");
        tag("a", "2", "b", "");

        assertThat(tags()).containsExactly("a", "2", "b", "");

        sns.ok("UntagResource", "ResourceArn", arn("t"), "TagKeys.member.1", "a", "TagKeys.member.2", "none");

        assertThat(tags()).containsExactly("b", "");
    }

    @Test
    void aKeyTwiceInOneRequestIsRefused() {
        sns.topic("t");

        assertThat(tag("a", "1", "a", "1").fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Duplicated keys are not allowed.");
    }

    @Test
    void aTopicHasFiftyTagsAtMost() {
        sns.topic("t");
        for (int i = 0; i < 50; i++) assertThat(tag("k" + i, "v").status()).isEqualTo(200);

        assertThat(tag("k50", "v").fault())
                .isEqualTo("400 TagLimitExceeded: Could not complete request: tag quota of per resource exceeded");
    }

    @Test
    void tagsKnowResourcesNotTopics() {
        assertThat(tag("a", "1").fault()).isEqualTo("404 ResourceNotFound: Resource does not exist");
        assertThat(sns.call("ListTagsForResource", "ResourceArn", arn("t")).fault())
                .isEqualTo("404 ResourceNotFound: Resource does not exist");
    }

    private Answered tag(String... keysAndValues) {
        List<String> request = new ArrayList<>(List.of("ResourceArn", arn("t")));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String tag = "Tags.member." + (i / 2 + 1);
            request.addAll(List.of(tag + ".Key", keysAndValues[i], tag + ".Value", keysAndValues[i + 1]));
        }
        return sns.call("TagResource", request.toArray(String[]::new));
    }

    private List<String> tags() {
        Answered answered = sns.ok("ListTagsForResource", "ResourceArn", arn("t"));
        List<String> keys = TestSns.elements(answered, "Key");
        List<String> values = TestSns.elements(answered, "Value");
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) tags.addAll(List.of(keys.get(i), values.get(i)));
        return tags;
    }

    // Data protection

    @Test
    void aDataProtectionPolicyIsKeptAsItIs() {
        sns.topic("t");
        String policy = "{ \"Name\": \"p\", \"Version\": \"2021-06-01\", \"Statement\": [] }";
        sns.ok("PutDataProtectionPolicy", "ResourceArn", arn("t"), "DataProtectionPolicy", policy);

        assertThat(sns.ok("GetDataProtectionPolicy", "ResourceArn", arn("t")).element("DataProtectionPolicy"))
                .isEqualTo(policy);
        assertThat(sns.topicAttributes("t")).doesNotContainKey("DataProtectionPolicy");
    }

    @Test
    void aTopicWithoutOneAnswersAnEmptyResult() {
        sns.topic("t");

        assertThat(sns.ok("GetDataProtectionPolicy", "ResourceArn", arn("t")).body())
                .contains("<GetDataProtectionPolicyResult/>");
    }

    @Test
    void aDataProtectionPolicyIsJsonAndForStandardTopics() {
        sns.topic("t").topic("t.fifo", "FifoTopic", "true");

        assertThat(sns.call("PutDataProtectionPolicy", "ResourceArn", arn("t"), "DataProtectionPolicy", "no")
                        .fault())
                .startsWith("400 InvalidParameter: Invalid parameter: DataProtectionPolicy");
        assertThat(sns.call("PutDataProtectionPolicy", "ResourceArn", arn("t.fifo"), "DataProtectionPolicy", "{}")
                        .fault())
                .startsWith("400 InvalidParameter: Invalid parameter: DataProtectionPolicy");
    }
}
