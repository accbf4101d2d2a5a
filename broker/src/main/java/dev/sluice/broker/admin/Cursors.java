package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a listing goes on, as text that clients hand back and have no need to understand. It carries no seal: with one
 * that was made up a client sees nothing that it could not see from the start.
 */
final class Cursors {
    private static final int POSITION_BYTES = 3 * Long.BYTES;

    private Cursors() {}

    /** Writes a member of an object that is open; the last page has none. */
    static void write(JsonGenerator json, @Nullable String cursor) throws IOException {
        if (cursor != null) json.writeStringField("cursor", cursor);
    }

    static @Nullable String of(Reply.Peeked page) {
        Position next = page.next();
        if (next == null) return null;
        return text(ByteBuffer.allocate(POSITION_BYTES)
                .putLong(page.logId())
                .putLong(next.dueAt())
                .putLong(next.sequence())
                .array());
    }

    /** The same look, from the cursor on; it starts over when that is of another queue or of a time before a purge. */
    static Peek from(@Nullable String cursor, Peek look) {
        if (cursor == null) return look;
        byte[] bytes = bytes(cursor);
        if (bytes.length != POSITION_BYTES) throw invalid();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long logId = in.getLong();
        Position from = new Position(in.getLong(), in.getLong());
        if (from.compareTo(Peek.START) < 0) throw invalid();
        return new Peek(logId, from, look.states(), look.filter(), look.max());
    }

    static @Nullable String of(Reply.QueuePage page) {
        QueueId last = page.last();
        if (last == null) return null;
        String text = last.account() + '/' + last.region() + '/' + last.name();
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable QueueId queue(@Nullable String cursor) {
        if (cursor == null) return null;
        String[] parts = new String(bytes(cursor), StandardCharsets.UTF_8).split("/", -1);
        if (parts.length != 3) throw invalid();
        return new QueueId(parts[0], parts[1], parts[2]);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    private static BadRequest invalid() {
        return new BadRequest("that cursor was not given out here");
    }
}
