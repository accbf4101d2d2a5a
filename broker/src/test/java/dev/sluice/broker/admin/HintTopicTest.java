package dev.sluice.broker.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.TopicCounts;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.hint.HintOptions;
import dev.sluice.broker.hint.Hints;
import dev.sluice.broker.hint.SecondsClock;
import dev.sluice.broker.hint.UntouchedWork;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HintTopicTest {
    private static final QueueId JOBS = new QueueId("000000000000", "us-east-1", "jobs");
    private static final TopicId TOPIC = new TopicId("000000000000", "us-east-1", "sluice-scaling");

    private final List<String> published = new ArrayList<>();
    private final SecondsClock clock = new SecondsClock();
    private final WaitingJobs shards = new WaitingJobs();
    private final Hints hints = new Hints(HintOptions.NOTHING, shards, Map::of, Runnable::run, clock);
    private int status = 200;

    @BeforeEach
    void follow() {
        var topic = new HintTopic(TOPIC, hints, shards, this::api, () -> "localhost:9324", Runnable::run, clock);
        hints.afterEachRound(topic::tell);
    }

    @Test
    void theFirstWorkerIsPublishedWithTheHintAndWhatFiltersLookAt() {
        shards.jobs = 1;
        tick(1);

        assertThat(published).hasSize(1);
        assertThat(published.get(0))
                .contains("Action=Publish", "TopicArn=" + TOPIC.arn())
                .contains("Message={\"queue\":\"jobs\"", "\"desiredReplicas\":1,\"active\":true")
                .contains("Name=queue", "StringValue=jobs", "Name=active", "StringValue=true")
                .contains("Name=desired", "DataType=Number");
    }

    @Test
    void nothingIsAskedWhileThereIsNoNewsAndNothingPublishedWhereNobodyListens() {
        shards.subscribers = 0;
        tick(3);
        assertThat(shards.described).isZero();

        shards.jobs = 1;
        tick(3);
        assertThat(shards.described).isEqualTo(1);
        shards.exists = false;
        shards.jobs = 100;
        tick(10);
        assertThat(published).isEmpty();
    }

    @Test
    void whoSubscribesLaterHearsOfWhatHappensThen() {
        shards.subscribers = 0;
        shards.jobs = 1;
        tick(10);
        shards.subscribers = 1;
        tick(10);
        assertThat(published).isEmpty();

        shards.jobs = 100;
        tick(10);
        assertThat(published).hasSize(1);
    }

    @Test
    void aLimitIsToldAsItIsEnteredAndAsItIsLeft() {
        shards.jobs = 1;
        allow(2);
        tick(10);
        shards.jobs = 100;
        tick(10);

        assertThat(published.get(published.size() - 1))
                .contains("Name=limit", "DataType=String.Array", "StringValue=[\"at-max\"]", "Name=entered");

        allow(50);
        tick(10);
        assertThat(published.get(published.size() - 1)).contains("Name=left").doesNotContain("Name=entered");
    }

    @Test
    void whatIsRefusedIsTriedAgainAsItIsByThen() {
        status = 503;
        shards.jobs = 1;
        tick(2);
        shards.jobs = 100;
        tick(10);
        int refused = published.size();
        assertThat(refused).isGreaterThan(2);

        status = 200;
        tick(1);
        assertThat(published).hasSize(refused + 1);
        assertThat(published.get(refused)).contains("\"desiredReplicas\":10,");
        tick(10);
        assertThat(published).hasSize(refused + 1);
    }

    @Test
    void aTopicThatCannotBeAskedAboutIsAskedAgain() {
        shards.busy = true;
        shards.jobs = 1;
        tick(2);
        assertThat(published).isEmpty();

        shards.busy = false;
        tick(1);
        assertThat(published).hasSize(1);
    }

    private void allow(int workers) {
        assertThat(hints.put(hints.of(shards.record), Map.of(PolicyField.MAX, String.valueOf(workers))))
                .isCompleted();
    }

    private void tick(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.seconds++;
            hints.tick();
        }
    }

    private void api(Call call) {
        assertThat(call.header("Host")).isEqualTo("localhost:9324");
        published.add(URLDecoder.decode(new String(call.body(), StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        call.respond(new Answer(status, "text/xml", null, null, new byte[0], 0), null);
    }

    /** One queue with jobs that nobody does, and a topic. */
    private static final class WaitingJobs implements Shards {
        final QueueRecord record = new QueueRecord(JOBS, 7, QueueAttributes.DEFAULTS, Map.of(), 1, 1);
        long jobs;
        int subscribers = 1;
        boolean exists = true;
        boolean busy;
        int described;

        @Override
        public Submission submit(Command command, ReplyTo replyTo) {
            throw new UnsupportedOperationException("hints are published by the API");
        }

        @Override
        public Submission ask(Question question, ReplyTo replyTo) {
            if (question instanceof Question.SurveyWork) replyTo.accept(new Reply.WorkPage(work(), null, 1));
            else if (busy) return Submission.MAILBOX_FULL;
            else replyTo.accept(described((TopicQuestion.DescribeTopic) question));
            return Submission.TAKEN;
        }

        private List<QueueWork> work() {
            var counts = new QueueCounts(jobs, 0, 0, 1, 0, jobs, 0, 0, 0, 0, 0);
            return List.of(UntouchedWork.of(record, counts));
        }

        private Reply described(TopicQuestion.DescribeTopic question) {
            described++;
            if (!exists) return new Reply.Rejected(Rejection.TOPIC_DOES_NOT_EXIST);
            var topic = new TopicRecord(question.topic(), 9, new TopicAttributes(Map.of()), Map.of(), "", 1);
            return new TopicReply.TopicDescribed(topic, new TopicCounts(subscribers, 0, 0, 0, 0));
        }

        @Override
        public void cancel(ReplyTo replyTo) {
            throw new UnsupportedOperationException("questions do not wait");
        }
    }
}
