package dev.sluice.broker.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A body on its way in. It takes memory as bytes arrive, not as they are announced, so a client that declares much and
 * sends little holds little. Owned by its event loop.
 */
final class RequestBody {

    /** Up to this many announced bytes are given room at once, so that the usual body is never copied. */
    private static final int EAGER_BYTES = 64 << 10;

    private static final byte[] EMPTY = new byte[0];

    private final BodyBudget budget;
    private final int maxBytes;
    private final long announced;
    private byte[] bytes = EMPTY;
    private int length;

    /** @param announced the Content-Length, at most {@code maxBytes}; -1 when unknown */
    RequestBody(BodyBudget budget, int maxBytes, long announced) {
        this.budget = budget;
        this.maxBytes = maxBytes;
        this.announced = announced;
    }

    /** Takes the buffer's bytes, or says why not. */
    Appended append(ByteBuf part) {
        int added = part.readableBytes();
        if (added > maxBytes - length) return Appended.TOO_LARGE;
        if (length + added > bytes.length && !grow(length + added)) return Appended.NO_ROOM;
        part.readBytes(bytes, length, added);
        length += added;
        return Appended.TAKEN;
    }

    private boolean grow(int needed) {
        int capacity = announced >= 0 && announced <= EAGER_BYTES
                ? (int) announced
                : (int) Math.min(announced >= 0 ? announced : maxBytes, Math.max(needed, 2L * bytes.length));
        if (!budget.reserve(capacity - bytes.length)) return false;
        bytes = Arrays.copyOf(bytes, capacity);
        return true;
    }

    /** The whole body. What it reserves stays reserved. */
    byte[] whole() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    int reserved() {
        return bytes.length;
    }

    enum Appended {
        TAKEN,
        TOO_LARGE,
        NO_ROOM
    }
}
