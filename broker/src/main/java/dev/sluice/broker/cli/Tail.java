package dev.sluice.broker.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows a queue by looking through it again and again, since a message that was received and deleted between two looks
 * leaves no trace anyway. Meant for people and short queues: of a long one it says so and ends.
 */
final class Tail {
    private static final int MOST = 10_000;
    private static final long PAUSE_MILLIS = 500;

    private final Remote remote;
    private final Queue queue;

    Tail(Remote remote, Queue queue) {
        this.remote = remote;
        this.queue = queue;
    }

    /** @param most to show */
    int run(int most) throws InterruptedException {
        Set<String> seen = ids(look());
        int shown = 0;
        while (true) {
            List<Map<String, Object>> present = look();
            for (Map<String, Object> message : present) {
                if (seen.contains(JsonTree.text(message, "id"))) continue;
                print(message);
                if (++shown >= most) return ExitCodes.DONE;
            }
            seen = ids(present);
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private List<Map<String, Object>> look() {
        List<Map<String, Object>> messages = queue.look("", MOST + 1);
        if (messages.size() > MOST) {
            throw RemoteFault.refused(
                    400, "", queue.name() + " has more than " + MOST + " messages, too many to follow; use peek");
        }
        return messages;
    }

    private void print(Map<String, Object> message) {
        switch (remote.format) {
            case JSON -> remote.out.println(JsonTree.write(message, false));
            case NAME -> remote.out.println(JsonTree.text(message, "id"));
            case TABLE ->
                remote.out.println(JsonTree.text(message, "sentAt") + "  " + JsonTree.text(message, "id") + "  "
                        + JsonTree.text(message, "body"));
        }
        remote.out.flush();
    }

    private static Set<String> ids(List<Map<String, Object>> messages) {
        var ids = new HashSet<String>();
        for (Map<String, Object> message : messages) ids.add(JsonTree.text(message, "id"));
        return ids;
    }
}
