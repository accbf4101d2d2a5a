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
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A message's value.
 *
 * <pre>
 * version:1 | check sum:4 | fields:2 | sent ms:8 | id:16 | MD5:16 | sender | each optional field, by its bit | body to the end
 * </pre>
 *
 * A bit of {@code fields} says that an optional field is there; they stand in the order of their bits. A new kind of
 * field takes the next bit, so rows without it stay as they are; a reader refuses bits it does not know.
 *
 * <p>The check sum is the CRC-32C of the key and of all that follows it. RocksDB has its own, but on x86 its builds for
 * Java compute them in software, 0.9 microseconds for a body of 1 KiB, which the JDK does with the processor's own
 * instruction. So messages are read without RocksDB's and checked here, after everything that could have changed them.
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
    private static final int FIXED_BYTES = 1 + 4 + 2 + 8 + 16 + MD5_BYTES;

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

    /** @param key what the value will stand under, which is left as it is */
    static void write(ByteBuffer key, ByteBuffer out, long sentAt, Message message) {
        if (message.bodyMd5().length != MD5_BYTES) {
            throw new IllegalArgumentException("an MD5 of " + message.bodyMd5().length + " bytes");
        }
        int start = out.put(V1).position();
        out.putInt(0).putShort((short) fields(message)).putLong(sentAt);
        out.putLong(message.id().high()).putLong(message.id().low()).put(message.bodyMd5());
        text(out, message.senderId());
        if (!message.attributes().isEmpty()) attributes(out, message.attributes());
        if (message.groupId() != null) text(out, message.groupId());
        if (message.deduplicationId() != null) text(out, message.deduplicationId());
        if (message.traceHeader() != null) text(out, message.traceHeader());
        if (message.origin() != null) origin(out, message.origin());
        out.put(message.body());
        int end = out.position();
        out.putInt(start, checkSum(key, out.limit(end).position(start + 4)));
        out.limit(out.capacity()).position(end);
    }

    /**
     * @param key what the value stood under, which is left as it is
     * @throws StoreException when the message is not as it was written, or a later broker wrote it
     */
    static StoredMessage read(Position position, ByteBuffer key, ByteBuffer in) {
        Rows.version(in, "message");
        int written = in.getInt();
        int start = in.position();
        int read = checkSum(key, in);
        if (written != read) {
            throw new StoreException("the message at " + position + " is damaged: its check sum is "
                    + Integer.toHexString(read) + " and was " + Integer.toHexString(written)
                    + " when it was written; verify the data");
        }
        in.position(start);
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

    private static int checkSum(ByteBuffer key, ByteBuffer rest) {
        int keyStart = key.position();
        var sum = new CRC32C();
        sum.update(key);
        sum.update(rest);
        key.position(keyStart);
        return (int) sum.getValue();
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
