package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static dev.sluice.broker.engine.TestQueue.START;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.QueueTimes;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of queues as such: creating, describing, listing, purging, deleting; and of entries. */
@ParameterizedClass
@EnumSource(Course.class)
class ShardMachineTest {
    private final TestQueue queue;

    ShardMachineTest(Course course) {
        queue = new TestQueue(course);
    }

    @AfterEach
    void everythingFitsTogether() {
        queue.shard.machine().checkInvariants();
    }

    private static final Rejected NO_SUCH_QUEUE = new Rejected(Rejection.QUEUE_DOES_NOT_EXIST);

    // Creation

    @Test
    void queueIsDescribedAsItWasCreated() {
        var id = queue("new");
        var attributes = new QueueAttributes(Map.of(QueueAttribute.VISIBILITY_TIMEOUT, "7"));

        Reply reply = queue.apply(new Command.CreateQueue(id, attributes, Map.of("team", "a")));

        assertThat(reply).isEqualTo(new Reply.Created(id));
        var record = ((Reply.Described) queue.ask(new Question.DescribeQueue(id))).queue();
        assertThat(record.attributes()).isEqualTo(attributes);
        assertThat(record.tags()).isEqualTo(Map.of("team", "a"));
        assertThat(record.createdAt()).isEqualTo(START);
        assertThat(record.modifiedAt()).isEqualTo(START);
    }

    @Test
    void creatingAnExistingQueueAnswersItAsItIs() {
        queue.set(QueueAttribute.VISIBILITY_TIMEOUT, 7);
        queue.advance(5, SECONDS);

        Reply reply = queue.create(ORDERS);

        assertThat(reply).isEqualTo(new Reply.Exists(queue.described().queue()));
    }

    @Test
    void queueWithTooManyTagsIsRejected() {
        assertThat(queue.apply(new Command.CreateQueue(queue("new"), QueueAttributes.DEFAULTS, tags(51))))
                .isEqualTo(new Rejected(Rejection.TOO_MANY_TAGS));
        assertThat(queue.ask(new Question.DescribeQueue(queue("new")))).isEqualTo(NO_SUCH_QUEUE);
    }

    @Test
    void everythingAskedOfAnUnknownQueueIsRejected() {
        var unknown = queue("unknown");
        List<Command> commands = List.of(
                new Command.DeleteQueue(unknown),
                new Command.PurgeQueue(unknown),
                new Command.SetQueueAttributes(unknown, Map.of()),
                new Command.ReplacePolicy(unknown, "", "{}"),
                new Command.TagQueue(unknown, Map.of()),
                new Command.UntagQueue(unknown, List.of()),
                new Command.Send(unknown, List.of(TestQueue.outgoing("a", 1, 0))),
                new Command.Receive(unknown, 1, 30, 0),
                new Command.Delete(unknown, List.of()),
                new Command.ChangeVisibility(unknown, List.of()),
                new Command.UndoReceive(unknown, List.of()));

        assertThat(commands)
                .allSatisfy(command -> assertThat(queue.apply(command)).isEqualTo(NO_SUCH_QUEUE));
        assertThat(queue.ask(new Question.DescribeQueue(unknown))).isEqualTo(NO_SUCH_QUEUE);
        assertThat(queue.ask(new Question.ListTags(unknown))).isEqualTo(NO_SUCH_QUEUE);
    }

    // Attributes and tags

    @Test
    void settingAttributesKeepsTheOthersAndTheTimeOfTheChange() {
        queue.set(QueueAttribute.VISIBILITY_TIMEOUT, 7);
        queue.advance(5, SECONDS);
        queue.set(QueueAttribute.DELAY_SECONDS, 3);

        var record = queue.described().queue();

        assertThat(record.attributes().given())
                .isEqualTo(Map.of(QueueAttribute.VISIBILITY_TIMEOUT, "7", QueueAttribute.DELAY_SECONDS, "3"));
        assertThat(record.createdAt()).isEqualTo(START);
        assertThat(record.modifiedAt()).isEqualTo(START + 5_000);
    }

    @Test
    void aPolicyIsReplacedOnlyIfItIsStillTheOneItWasMadeFrom() {
        queue.advance(5, SECONDS);

        assertThat(queue.apply(new Command.ReplacePolicy(ORDERS, "", "one"))).isEqualTo(Reply.Done.DONE);
        assertThat(queue.apply(new Command.ReplacePolicy(ORDERS, "", "two"))).isEqualTo(new Reply.PolicyChanged("one"));
        assertThat(queue.described().queue().attributes().policy()).isEqualTo("one");
        assertThat(queue.described().queue().modifiedAt()).isEqualTo(START + 5_000);

        assertThat(queue.apply(new Command.ReplacePolicy(ORDERS, "one", ""))).isEqualTo(Reply.Done.DONE);
        assertThat(queue.described().queue().attributes()).isEqualTo(QueueAttributes.DEFAULTS);
    }

    @Test
    void tagsAreAddedOverwrittenAndRemoved() {
        queue.apply(new Command.TagQueue(ORDERS, Map.of("a", "1", "b", "2")));
        queue.apply(new Command.TagQueue(ORDERS, Map.of("b", "3", "c", "4")));
        queue.apply(new Command.UntagQueue(ORDERS, List.of("a", "unknown")));

        assertThat(queue.ask(new Question.ListTags(ORDERS))).isEqualTo(new Reply.Tags(Map.of("b", "3", "c", "4")));
    }

    @Test
    void moreThanFiftyTagsAreRejectedAndNoneIsAdded() {
        queue.apply(new Command.TagQueue(ORDERS, tags(50)));

        assertThat(queue.apply(new Command.TagQueue(ORDERS, Map.of("one", "more"))))
                .isEqualTo(new Rejected(Rejection.TOO_MANY_TAGS));
        assertThat(queue.ask(new Question.ListTags(ORDERS))).isEqualTo(new Reply.Tags(tags(50)));
        queue.apply(new Command.TagQueue(ORDERS, Map.of("key 1", "other")));
        assertThat(queue.described().queue().tags()).hasSize(50).containsEntry("key 1", "other");
    }

    @Test
    void tagsAreNotAttributes() {
        queue.advance(5, SECONDS);
        queue.apply(new Command.TagQueue(ORDERS, Map.of("a", "1")));

        assertThat(queue.described().queue().modifiedAt()).isEqualTo(START);
    }

    // Purge

    @Test
    void purgeRemovesAvailableDelayedAndInFlightMessages() {
        queue.send("a", "b");
        queue.sendDelayed("c", 10);
        queue.receive(1);

        queue.purge();

        queue.advance(600, SECONDS);
        queue.tick();
        assertThat(queue.receive()).isEmpty();
        var counts = queue.counts();
        assertThat(counts.available() + counts.inFlight() + counts.delayed()).isZero();
        assertThat(counts.bytes()).isZero();
        assertThat(counts.sent()).isEqualTo(3);
        assertThat(counts.deleted()).as("what was purged counts as deleted").isEqualTo(3);
    }

    @Test
    void purgedQueueKeepsItsDefinitionAndTakesNewMessages() {
        queue.set(QueueAttribute.DELAY_SECONDS, 0);
        queue.send("a");
        var before = queue.described().queue();

        queue.purge();
        queue.send("b");

        var after = queue.described().queue();
        assertThat(after.attributes()).isEqualTo(before.attributes());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.logId()).isGreaterThan(before.logId());
        assertThat(queue.receive()).containsExactly("b");
    }

    @Test
    void handlesFromBeforeAPurgeDeleteNothingAndChangeNothing() {
        queue.send("a");
        var delivery = queue.receiveOne();
        queue.purge();
        queue.send("b");
        queue.receiveOne();

        assertThat(queue.delete(delivery)).isNull();
        assertThat(queue.changeVisibility(delivery, 0)).isEqualTo(Rejection.MESSAGE_NOT_AVAILABLE);
        queue.undo(delivery);
        assertThat(queue.counts().inFlight()).isEqualTo(1);
    }

    // Deletion

    @Test
    void deletedQueueIsGoneWithItsMessages() {
        queue.send("a");

        assertThat(queue.apply(new Command.DeleteQueue(ORDERS))).isEqualTo(Reply.Done.DONE);

        assertThat(queue.ask(new Question.DescribeQueue(ORDERS))).isEqualTo(NO_SUCH_QUEUE);
        assertThat(listed("", null, 10).queues()).isEmpty();
        assertThat(queue.shard.machine().nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void queueCreatedAgainStartsEmptyInALogOfItsOwn() {
        queue.send("a");
        var handle = queue.receiveOne().handle();
        queue.apply(new Command.DeleteQueue(ORDERS));
        queue.create(ORDERS);

        assertThat(queue.receive()).isEmpty();
        assertThat(queue.counts().sent()).isZero();
        assertThat(queue.described().queue().logId()).isGreaterThan(handle.logId());
        assertThat(queue.delete(handle)).isNull();
    }

    // Listing

    @Test
    void queuesAreListedByPrefixInOrder() {
        for (String name : List.of("b", "ab", "aa", "a")) queue.create(queue(name));

        assertThat(listed("a", null, 10))
                .isEqualTo(new Reply.Listed(List.of(queue("a"), queue("aa"), queue("ab")), false));
        assertThat(listed("", null, 10).queues()).hasSize(5);
        assertThat(listed("c", null, 10).queues()).isEmpty();
    }

    @Test
    void listGoesOnAfterItsLastName() {
        for (String name : List.of("a1", "a2", "a3")) queue.create(queue(name));

        assertThat(listed("a", null, 2)).isEqualTo(new Reply.Listed(List.of(queue("a1"), queue("a2")), true));
        assertThat(listed("a", "a2", 2)).isEqualTo(new Reply.Listed(List.of(queue("a3")), false));
        assertThat(listed("a", "a3", 2)).isEqualTo(new Reply.Listed(List.of(), false));
        assertThat(listed("a", "A", 2).queues()).as("a name before the prefix").hasSize(2);
    }

    @Test
    void queuesOfOtherAccountsAndRegionsAreNotListed() {
        queue.create(new QueueId("111111111111", "us-east-1", "orders"));
        queue.create(new QueueId("000000000000", "eu-west-1", "orders"));

        assertThat(listed("", null, 10).queues()).containsExactly(ORDERS);
    }

    @Test
    void surveyHasEveryQueueWithItsCounts() {
        queue.create(queue("a"));
        queue.send("x");

        var surveyed = ((Reply.Surveyed) queue.ask(new Question.Survey())).queues();

        assertThat(surveyed).extracting(described -> described.queue().id()).containsExactly(queue("a"), ORDERS);
        assertThat(surveyed.get(1))
                .isEqualTo(new Reply.SurveyedQueue(
                        queue.described().queue(), queue.described().counts(), QueueTimes.NONE));
    }

    // Entries

    @Test
    void timeNeverRunsBackwards() {
        queue.send("a");
        queue.receive();
        queue.advance(30, SECONDS);
        queue.tick();
        queue.clock.set(START);

        assertThat(queue.receiveHiding(1, 0)).hasSize(1);
        queue.send("b");
        assertThat(queue.receiveHiding(2, 0).get(1).sentAt()).isEqualTo(START + 30_000);
        assertThat(queue.shard.machine().head().time()).isEqualTo(START + 30_000);
    }

    @Test
    void entriesFollowEachOtherWithoutAGap() {
        long index = queue.shard.machine().head().index();
        var skipping = new Entry(index + 2, START, Command.Tick.TICK);

        assertThatThrownBy(() -> queue.shard.machine().apply(skipping, new Effects()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("entry " + (index + 2) + " comes after " + index);
    }

    private Reply.Listed listed(String prefix, @Nullable String after, int max) {
        return (Reply.Listed) queue.ask(new Question.ListQueues("000000000000", "us-east-1", prefix, after, max));
    }

    private static QueueId queue(String name) {
        return new QueueId("000000000000", "us-east-1", name);
    }

    private static Map<String, String> tags(int count) {
        var tags = new HashMap<String, String>();
        for (int i = 1; i <= count; i++) tags.put("key " + i, "value");
        return tags;
    }
}
