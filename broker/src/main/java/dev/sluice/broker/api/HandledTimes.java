package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a consumer says that it worked on what it deletes: {@code X-Sluice-Handled: 1250,,80}, milliseconds for each entry
 * of the request in its order. What is no number says nothing.
 */
final class HandledTimes {
    static final String HEADER = "X-Sluice-Handled";

    /** Eleven days: no message is held for longer than twelve hours. */
    private static final int MOST_DIGITS = 9;

    private HandledTimes() {}

    /** One for each entry; empty when the request has no such header. */
    static List<Long> of(Exchange<?> exchange, int entries) {
        String header = exchange.header(HEADER);
        if (header == null) return List.of();
        var times = new ArrayList<Long>(entries);
        int start = 0;
        for (int i = 0; i < entries; i++) {
            int comma = start > header.length() ? -1 : header.indexOf(',', start);
            int end = comma < 0 ? header.length() : comma;
            times.add(
                    start > end
                            ? Command.NOT_SAID
                            : millis(header.substring(start, end).strip()));
            start = end + 1;
        }
        return times;
    }

    private static long millis(String text) {
        boolean number = !text.isEmpty() && text.length() <= MOST_DIGITS;
        for (int i = 0; i < text.length(); i++) number &= Characters.isDigit(text.charAt(i));
        return number ? Long.parseLong(text) : Command.NOT_SAID;
    }
}
