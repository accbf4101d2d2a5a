package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tags of queues. */
interface TagScenarios extends Scenarios {

    @Test
    default void tagsGivenAtCreationAreThere() {
        TestQueue queue = TestQueue.create(sqs(), newName(), "tags", Members.of("team", "red", "Team", ""));

        assertThat(queue.call("ListQueueTags").texts("Tags"))
                .containsOnly(Map.entry("team", "red"), Map.entry("Team", ""));
    }

    @Test
    default void tagsMergeAndOverwriteAndGo() {
        TestQueue queue = newQueue();
        assertThat(queue.call("ListQueueTags").has("Tags")).isFalse();

        queue.call("TagQueue", "Tags", Members.of("a", "1", "b", "2"));
        queue.call("TagQueue", "Tags", Members.of("b", "3", "größe", "x y_.:/=+-@"));
        assertThat(queue.call("ListQueueTags").texts("Tags"))
                .containsOnly(Map.entry("a", "1"), Map.entry("b", "3"), Map.entry("größe", "x y_.:/=+-@"));

        queue.call("UntagQueue", "TagKeys", List.of("a", "unknown", "größe"));
        assertThat(queue.call("ListQueueTags").texts("Tags")).containsOnly(Map.entry("b", "3"));
    }

    @Test
    default void creatingAgainDoesNotChangeTags() {
        TestQueue queue = TestQueue.create(sqs(), newName(), "tags", Members.of("a", "1"));

        TestQueue.create(sqs(), queue.name());

        assertThat(queue.call("ListQueueTags").texts("Tags")).containsOnly(Map.entry("a", "1"));
    }

    @Test
    default void badTagsAreRefused() {
        TestQueue queue = newQueue();

        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> queue.call("TagQueue", "Tags", Members.of("aws:x", "1")));
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.call("TagQueue", "Tags", Members.of("k".repeat(129), "1")));
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.call("TagQueue", "Tags", Members.of("k", "v".repeat(257))));
        ErrorTable.MISSING_PARAMETER.answers(
                () -> queue.call("TagQueue", "Tags", Members.of()), "The request must contain the parameter Tags.");
        assertThat(queue.call("ListQueueTags").has("Tags")).isFalse();
    }

    @Test
    default void fiftyTagsAreTheMost() {
        TestQueue queue = newQueue();
        Members fifty = Members.of();
        for (int i = 0; i < 50; i++) fifty = fifty.with("k" + i, "v");
        queue.call("TagQueue", "Tags", fifty);

        queue.call("TagQueue", "Tags", Members.of("k7", "other"));
        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> queue.call("TagQueue", "Tags", Members.of("k50", "v")));

        assertThat(queue.call("ListQueueTags").texts("Tags")).hasSize(50).containsEntry("k7", "other");
    }
}
