package dev.sluice.broker.api;

import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.ReceiptHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Receipt handles as text: 36 bytes, which are 48 characters of base64 without padding.
 *
 * <pre>
 *  0  version (16 bits), due time (48 bits)   8  log id   16  sequence   24  nonce (32 bits)   28  hash of all before
 * </pre>
 *
 * The hash is keyed, so a handle that verifies is one that this broker gave out.
 */
final class ReceiptHandles {
    private static final int VERSION = 1;
    private static final int DUE_BITS = 48;
    /** Also stands for {@link Position#HELD_BACK}, of which these are the last bits. */
    private static final long DUE_MASK = (1L << DUE_BITS) - 1;

    private static final int HASHED_BYTES = 28;
    private static final int BYTES = HASHED_BYTES + Long.BYTES;
    private static final int LETTERS = BYTES / 3 * 4;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final SipHash hash;

    ReceiptHandles(SipHash hash) {
        this.hash = hash;
    }

    String text(ReceiptHandle handle) {
        Position position = handle.position();
        byte[] bytes = new byte[BYTES];
        LONG.set(bytes, 0, ((long) VERSION << DUE_BITS) | (position.dueAt() & DUE_MASK));
        LONG.set(bytes, 8, handle.logId());
        LONG.set(bytes, 16, position.sequence());
        INT.set(bytes, 24, handle.nonce());
        LONG.set(bytes, HASHED_BYTES, hash.hash(bytes, HASHED_BYTES));
        return new String(Base64.getEncoder().encode(bytes), StandardCharsets.ISO_8859_1);
    }

    /**
     * The handle that the text names.
     *
     * @throws dev.sluice.protocol.error.ApiException ReceiptHandleIsInvalid when this broker did not make it
     */
    ReceiptHandle handle(String text) {
        byte[] bytes = decoded(text);
        if ((long) LONG.get(bytes, HASHED_BYTES) != hash.hash(bytes, HASHED_BYTES)) throw Faults.invalidHandle(text);
        long first = (long) LONG.get(bytes, 0);
        if (first >>> DUE_BITS != VERSION) throw Faults.invalidHandle(text);
        long due = first & DUE_MASK;
        long dueAt = due == DUE_MASK ? Position.HELD_BACK : due;
        return new ReceiptHandle(
                (long) LONG.get(bytes, 8), new Position(dueAt, (long) LONG.get(bytes, 16)), (int) INT.get(bytes, 24));
    }

    private static byte[] decoded(String text) {
        if (text.length() != LETTERS) throw Faults.invalidHandle(text);
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw Faults.invalidHandle(text);
        }
        if (bytes.length != BYTES) throw Faults.invalidHandle(text);
        return bytes;
    }
}
