package dev.sluice.broker.shard;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.effect.Peek;
import org.jspecify.annotations.Nullable;

/** What arrives in a mailbox: a command or a question, and where its reply goes. */
class Letter {
    final @Nullable Command command;
    final @Nullable Question question;
    final ReplyTo replyTo;

    Letter(Command command, ReplyTo replyTo) {
        this.command = command;
        this.question = null;
        this.replyTo = replyTo;
    }

    Letter(Question question, ReplyTo replyTo) {
        this.command = null;
        this.question = question;
        this.replyTo = replyTo;
    }

    /** Bytes of message bodies it brings, or may read, for the bound on a turn. */
    int bodyBytes() {
        int bytes = question instanceof Question.PeekMessages ? Peek.MOST_READ_BYTES : 0;
        if (command instanceof Command.Send send) {
            for (var message : send.messages()) bytes += message.sizeBytes();
        }
        if (command instanceof TopicCommand.Publish publish) {
            for (var publication : publish.publications()) bytes += publication.sizeBytes();
        }
        return bytes;
    }
}
