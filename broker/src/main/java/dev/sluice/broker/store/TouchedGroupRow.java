package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Touched;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The row of a group's touched messages. One for all, since a receive touches a run of them at once and a batch deletes
 * it: ten messages cost two writes rather than twenty.
 */
final class TouchedGroupRow {
    private TouchedGroupRow() {}

    /** At least what {@link #write} will take. */
    static int bytes(List<Touched.InGroup> messages) {
        return 4 + messages.size() * (Long.BYTES + Rows.MAX_FIXED_BYTES);
    }

    static void write(ByteBuffer out, List<Touched.InGroup> messages) {
        out.putInt(messages.size());
        for (Touched.InGroup message : messages) {
            out.putLong(message.sequence());
            Rows.touched(out, message.touched());
        }
    }

    static List<Touched.InGroup> read(ByteBuffer in) {
        int count = in.getInt();
        var messages = new ArrayList<Touched.InGroup>();
        for (int i = 0; i < count; i++) messages.add(new Touched.InGroup(in.getLong(), Rows.readTouched(in)));
        return messages;
    }
}
