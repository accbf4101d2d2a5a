package dev.sluice.broker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.model.DeadLetterOrigin;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message's value.
 *
 * <pre>
 * version:1 | fields:2 | sent ms:8 | id:16 | MD5:16 | sender | each optional field, by its bit | body to the end
 * </pre>
 *
 * A bit of {@code fields} says that an optional field is there; they stand in the order of their bits. A new kind of
 * field takes the next bit, so rows without it stay as they are; a reader refuses bits it does not know.
 */
final class MessageRow {
    private static final byte V1 = 1;

    private static final int ATTRIBUTES = 1;
    private static final int GROUP = 1 << 1;
    private static final int DEDUPLICATION = 1 << 2;
    private static final int TRACE = 1 << 3;
    private static final int ORIGIN = 1 << 4;
    private static final int KNOWN = ATTRIBUTES | GROUP | DEDUPLICATION | TRACE | ORIGIN;

    private static final int MD5_BYTES = 16;
    private static final int FIXED_BYTES = 1 + 2 + 8 + 16 + MD5_BYTES;

    private MessageRow() {}

    /** At least what {@link #write} will take. */
    static int maxBytes(Message message) {
        int bytes = FIXED_BYTES + textMaxBytes(message.senderId()) + message.body().length + 2;
        for (MessageAttribute attribute : message.attributes()) {
            bytes += textMaxBytes(attribute.name()) + textMaxBytes(attribute.dataType());
            bytes += 4 + attribute.value().length;
        }
        return bytes
                + optionalMaxBytes(message.groupId())
                + optionalMaxBytes(message.deduplicationId())
                + optionalMaxBytes(message.traceHeader())
                + originMaxBytes(message.origin());
    }

    static void write(ByteBuffer out, long sentAt, Message message) {
        if (message.bodyMd5().length != MD5_BYTES) {
            throw new IllegalArgumentException("an MD5 of " + message.bodyMd5().length + " bytes");
        }
        out.put(V1).putShort((short) fields(message)).putLong(sentAt);
        out.putLong(message.id().high()).putLong(message.id().low()).put(message.bodyMd5());
        text(out, message.senderId());
        if (!message.attributes().isEmpty()) attributes(out, message.attributes());
        if (message.groupId() != null) text(out, message.groupId());
        if (message.deduplicationId() != null) text(out, message.deduplicationId());
        if (message.traceHeader() != null) text(out, message.traceHeader());
        if (message.origin() != null) origin(out, message.origin());
        out.put(message.body());
    }

    static StoredMessage read(Position position, ByteBuffer in) {
        Rows.version(in, "message");
        int fields = in.getShort() & 0xffff;
        if ((fields & ~KNOWN) != 0) {
            throw new StoreException("a message has fields this broker does not know: bits "
                    + Integer.toBinaryString(fields & ~KNOWN) + " at " + position);
        }
        long sentAt = in.getLong();
        var id = new MessageId(in.getLong(), in.getLong());
        byte[] md5 = bytes(in, MD5_BYTES);
        String sender = readText(in);
        List<MessageAttribute> attributes = (fields & ATTRIBUTES) != 0 ? readAttributes(in) : List.of();
        String group = readOptional(in, fields & GROUP);
        String deduplication = readOptional(in, fields & DEDUPLICATION);
        String trace = readOptional(in, fields & TRACE);
        DeadLetterOrigin origin = (fields & ORIGIN) != 0 ? readOrigin(in) : null;
        byte[] body = bytes(in, in.remaining());
        var message = new Message(id, body, md5, attributes, group, deduplication, trace, sender, origin);
        return new StoredMessage(position, sentAt, message);
    }

    private static int fields(Message message) {
        return (message.attributes().isEmpty() ? 0 : ATTRIBUTES)
                | (message.groupId() == null ? 0 : GROUP)
                | (message.deduplicationId() == null ? 0 : DEDUPLICATION)
                | (message.traceHeader() == null ? 0 : TRACE)
                | (message.origin() == null ? 0 : ORIGIN);
    }

    private static void attributes(ByteBuffer out, List<MessageAttribute> attributes) {
        out.putShort((short) attributes.size());
        for (MessageAttribute attribute : attributes) {
            text(out, attribute.name());
            text(out, attribute.dataType());
            out.putInt(attribute.value().length).put(attribute.value());
        }
    }

    private static List<MessageAttribute> readAttributes(ByteBuffer in) {
        int count = in.getShort();
        var attributes = new ArrayList<MessageAttribute>(count);
        for (int i = 0; i < count; i++) {
            attributes.add(new MessageAttribute(readText(in), readText(in), bytes(in, in.getInt())));
        }
        return List.copyOf(attributes);
    }

    private static void origin(ByteBuffer out, DeadLetterOrigin origin) {
        QueueId source = origin.source();
        text(out, source.account());
        text(out, source.region());
        text(out, source.name());
        out.putInt(origin.receiveCount()).putLong(origin.firstReceivedAt());
    }

    private static DeadLetterOrigin readOrigin(ByteBuffer in) {
        var source = new QueueId(readText(in), readText(in), readText(in));
        return new DeadLetterOrigin(source, in.getInt(), in.getLong());
    }

    private static int originMaxBytes(@Nullable DeadLetterOrigin origin) {
        if (origin == null) return 0;
        QueueId source = origin.source();
        return textMaxBytes(source.account()) + textMaxBytes(source.region()) + textMaxBytes(source.name()) + 12;
    }

    private static int textMaxBytes(String text) {
        return 2 + 3 * text.length();
    }

    private static int optionalMaxBytes(@Nullable String text) {
        return text == null ? 0 : textMaxBytes(text);
    }

    private static void text(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > 0xffff) throw new IllegalArgumentException("a text of " + bytes.length + " bytes");
        out.putShort((short) bytes.length).put(bytes);
    }

    private static String readText(ByteBuffer in) {
        return new String(bytes(in, in.getShort() & 0xffff), UTF_8);
    }

    private static @Nullable String readOptional(ByteBuffer in, int present) {
        return present == 0 ? null : readText(in);
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
