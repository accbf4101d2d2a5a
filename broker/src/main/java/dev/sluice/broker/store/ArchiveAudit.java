package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Position;
import org.jspecify.annotations.Nullable;

/** What one topic's rows say of its archive, checked as they are shown. */
final class ArchiveAudit implements MessageAudit {
    private final TopicRecord topic;
    private final TopicHead head;
    private final Problems problems;
    private long messages;

    ArchiveAudit(TopicRecord topic, TopicHead head, Problems problems) {
        this.topic = topic;
        this.head = head;
        this.problems = problems;
    }

    @Override
    public void message(StoredMessage message, @Nullable Touched state) {
        Position position = message.position();
        boolean kept = position.equals(Position.available(position.sequence()))
                && position.sequence() >= head.archivedFrom()
                && position.sequence() < head.nextSequence();
        if (state != null) problem("message " + position + " of its archive was received");
        if (kept) messages++;
        else problem("message " + position + " stands outside of its archive, which " + span());
    }

    @Override
    public void unreadable(String what) {
        problem(what);
    }

    /** All rows have been shown. */
    void conclude() {
        long kept = head.archivedSince() == 0 ? 0 : head.nextSequence() - head.archivedFrom();
        if (messages != kept) problem(messages + " messages are in its archive, which " + span());
    }

    private String span() {
        return head.archivedSince() == 0
                ? "is turned off"
                : "goes from " + head.archivedFrom() + " to before " + head.nextSequence();
    }

    private void problem(String what) {
        problems.add(topic.id().arn() + " (log " + topic.logId() + "): " + what);
    }
}
