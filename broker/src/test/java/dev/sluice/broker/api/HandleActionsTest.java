package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleting and hiding by receipt handle: the rows of section 6.5 of the specification for standard queues. */
class HandleActionsTest {
    private static final String INVALID = "400 InvalidParameterValueException/InvalidParameterValue: ";
    private static final String MISSING =
            "400 MissingRequiredParameterException/MissingParameter: The request must" + " contain the parameter ";

    private final TestSqs sqs = new TestSqs().queue("q").send("q", "x");

    @Test
    void garbageIsNoHandle() {
        String fault =
                "404 ReceiptHandleIsInvalid: The input receipt handle \"garbage\" is not a valid receipt handle.";

        assertThat(delete("garbage").fault()).isEqualTo(fault);
        assertThat(hide("garbage", 1).fault()).isEqualTo(fault);
        assertThat(sqs.query("Action=DeleteMessage&QueueUrl=q&ReceiptHandle=garbage")
                        .fault())
                .startsWith("404 ReceiptHandleIsInvalid: The input receipt handle &quot;garbage&quot; is not");
    }

    @Test
    void aMissingParameterComesBeforeAnInvalidHandle() {
        assertThat(sqs.json("DeleteMessage", "{'QueueUrl':'q'}").fault()).isEqualTo(MISSING + "ReceiptHandle.");
        assertThat(delete("").fault()).isEqualTo(MISSING + "ReceiptHandle.");
        assertThat(sqs.json("ChangeMessageVisibility", "{'QueueUrl':'q','ReceiptHandle':'garbage'}")
                        .fault())
                .isEqualTo(MISSING + "VisibilityTimeout.");
        assertThat(sqs.json("ChangeMessageVisibility", "{'QueueUrl':'q','VisibilityTimeout':1}")
                        .fault())
                .isEqualTo(MISSING + "ReceiptHandle.");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 43_201})
    void aMessageIsHiddenFor0To43200Seconds(int seconds) {
        assertThat(hide(sqs.receive("q"), seconds).fault())
                .isEqualTo(INVALID + "Value " + seconds
                        + " for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200.");
    }

    @Test
    void theHandleOfAnotherQueueIsInvalid() {
        sqs.queue("other");
        String handle = sqs.receive("q");

        assertThat(sqs.json("DeleteMessage", "{'QueueUrl':'other','ReceiptHandle':'" + handle + "'}")
                        .fault())
                .isEqualTo("404 ReceiptHandleIsInvalid: The input receipt handle \"" + handle
                        + "\" is not a valid receipt handle.");
    }

    @Test
    void theCurrentHandleDeletes() {
        assertThat(delete(sqs.receive("q")).fault()).isEqualTo("ok ");
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({"1250, 1250", "' 1250 ', 1250", "0, 0", "99999999, 20000", "-5, 20000", "1e3, 20000", "'', 20000"})
    void aConsumerMaySayHowLongItWorkedOnWhatItDeletes(String header, long millis) {
        String handle = sqs.receive("q");
        sqs.shards.passSeconds(20);

        sqs.with("X-Sluice-Handled", header);

        assertThat(delete(handle).status()).isEqualTo(200);
        assertThat(worked()).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"'100,200,300', 600", "'100,,300', 20400", "'100', 40100", "'100,200,300,400', 600", "' , 7', 40007"})
    void aBatchSaysSoForEachEntryInItsOrder(String header, long millis) {
        sqs.send("q", "y").send("q", "z");
        String entries = "";
        for (int i = 0; i < 3; i++) {
            String entry = "{'Id':'" + i + "','ReceiptHandle':'" + sqs.receive("q") + "'}";
            entries += entries.isEmpty() ? entry : "," + entry;
        }
        sqs.shards.passSeconds(20);

        sqs.with("X-Sluice-Handled", header);

        assertThat(sqs.json("DeleteMessageBatch", "{'QueueUrl':'q','Entries':[" + entries + "]}")
                        .status())
                .isEqualTo(200);
        assertThat(worked()).isEqualTo(millis);
    }

    private long worked() {
        var work = (Reply.WorkPage) sqs.shards.answer(new Question.SurveyWork(null, 0));
        return work.queues().get(0).services().sumMillis();
    }

    @Test
    void aHandleDeletesAlsoWhenItsVisibilityTimeoutIsOver() {
        String handle = sqs.receive("q");
        sqs.shards.passSeconds(31);

        assertThat(delete(handle).status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("0");
    }

    @Test
    void anOlderHandleDeletesToo() {
        String older = sqs.receive("q");
        sqs.shards.passSeconds(31);
        sqs.receive("q");

        assertThat(delete(older).status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("0");
    }

    @Test
    void deletingAgainIsNoError() {
        String handle = sqs.receive("q");

        delete(handle);
        assertThat(delete(handle).fault()).isEqualTo("ok ");
    }

    @Test
    void whatIsInFlightIsHiddenForLonger() {
        String handle = sqs.receive("q");

        assertThat(hide(handle, 100).fault()).isEqualTo("ok ");
        sqs.shards.passSeconds(99);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("0");
        sqs.shards.passSeconds(1);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("1");
    }

    @Test
    void aTimeoutOf0ShowsAMessageAtOnce() {
        assertThat(hide(sqs.receive("q"), 0).status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("1");
    }

    @Test
    void theLatestHandleHidesAMessageAgainThatIsVisible() {
        String handle = sqs.receive("q");
        sqs.shards.passSeconds(31);

        assertThat(hide(handle, 10).status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("1");
    }

    @Test
    void anOlderHandleShowsAMessageThatIsInFlightAgain() {
        String older = sqs.receive("q");
        sqs.shards.passSeconds(31);
        sqs.receive("q");

        assertThat(hide(older, 0).status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("1");
    }

    @Test
    void aDeletedMessageCannotBeHidden() {
        String handle = sqs.receive("q");
        delete(handle);

        assertThat(hide(handle, 1).fault())
                .isEqualTo(INVALID + "Value " + handle + " for parameter ReceiptHandle is invalid. Reason: Message does"
                        + " not exist or is not available for visibility timeout change.");
    }

    @Test
    void aHandleFromBeforeAPurgeDeletesNothingAndHidesNothing() {
        String handle = sqs.receive("q");
        sqs.json("PurgeQueue", "{'QueueUrl':'q'}");

        assertThat(delete(handle).status()).isEqualTo(200);
        assertThat(hide(handle, 1).fault()).endsWith("not available for visibility timeout change.");
    }

    @Test
    void noMessageIsHiddenForMoreThanTwelveHoursSinceItsReceive() {
        String handle = sqs.receive("q");
        sqs.shards.passSeconds(10);

        assertThat(hide(handle, 43_191).fault())
                .isEqualTo(INVALID + "Value 43191 for parameter VisibilityTimeout is invalid. Reason: Total"
                        + " VisibilityTimeout for the message is beyond the limit [43200 seconds].");
        assertThat(hide(handle, 43_190).status()).isEqualTo(200);
    }

    private Answered delete(String handle) {
        return sqs.json("DeleteMessage", "{'QueueUrl':'q','ReceiptHandle':'" + handle + "'}");
    }

    private Answered hide(String handle, int seconds) {
        return sqs.json(
                "ChangeMessageVisibility",
                "{'QueueUrl':'q','ReceiptHandle':'" + handle + "','VisibilityTimeout':" + seconds + "}");
    }
}
