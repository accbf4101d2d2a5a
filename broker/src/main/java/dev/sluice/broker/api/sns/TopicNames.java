package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Characters;
import dev.sluice.broker.model.QueueId;

/** What a topic may be called. */
final class TopicNames {
    private static final int LONGEST = 256;

    private TopicNames() {}

    /** The name itself. A FIFO topic's ends in {@code .fifo}, and no other's does. */
    static String checked(String name, boolean fifo) {
        boolean suffixed = name.endsWith(QueueId.FIFO_SUFFIX);
        String letters = suffixed ? name.substring(0, name.length() - QueueId.FIFO_SUFFIX.length()) : name;
        boolean fits = !letters.isEmpty() && name.length() <= LONGEST && Characters.areName(letters);
        if (!fits || suffixed != fifo) throw SnsFaults.invalidParameter("Topic Name");
        return name;
    }
}
