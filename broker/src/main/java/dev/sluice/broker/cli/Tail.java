package dev.sluice.broker.cli;

import dev.sluice.broker.json.JsonObject;
import dev.sluice.broker.json.JsonText;
import java.util.HashSet;
import java.util.List;
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
            List<JsonObject> present = look();
            for (JsonObject message : present) {
                if (seen.contains(message.textOrEmpty("id"))) continue;
                print(message);
                if (++shown >= most) return ExitCodes.DONE;
            }
            seen = ids(present);
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private List<JsonObject> look() {
        List<JsonObject> messages = queue.look("", MOST + 1);
        if (messages.size() > MOST) {
            throw RemoteFault.refused(
                    400, "", queue.name() + " has more than " + MOST + " messages, too many to follow; use peek");
        }
        return messages;
    }

    private void print(JsonObject message) {
        switch (remote.format) {
            case JSON -> remote.out.println(JsonText.of(message));
            case NAME -> remote.out.println(message.textOrEmpty("id"));
            case TABLE ->
                remote.out.println(message.textOrEmpty("sentAt") + "  " + message.textOrEmpty("id") + "  "
                        + message.textOrEmpty("body"));
        }
        remote.out.flush();
    }

    private static Set<String> ids(List<JsonObject> messages) {
        var ids = new HashSet<String>();
        for (JsonObject message : messages) ids.add(message.textOrEmpty("id"));
        return ids;
    }
}
