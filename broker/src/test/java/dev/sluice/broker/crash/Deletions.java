package dev.sluice.broker.crash;

import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Deletions by the ten, for what a broker still has when the killing is over. */
final class Deletions {
    private Deletions() {}

    /**
     * @param handles at most ten, or none
     * @return the places of those that were acknowledged; the others' time was over
     */
    static List<Integer> batch(WireConnection connection, String queue, List<String> handles) throws IOException {
        if (handles.isEmpty()) return List.of();
        var entries = new ArrayList<Members>();
        for (String handle : handles) entries.add(Members.of("Id", "" + entries.size(), "ReceiptHandle", handle));
        Members answer = connection.call("DeleteMessageBatch", Members.of("QueueUrl", queue, "Entries", entries));
        for (Members failure : answer.list("Failed")) {
            if (!failure.text("Code").equals("InvalidParameterValue")) throw new AssertionError(queue + ": " + failure);
        }
        return answer.list("Successful").stream()
                .map(deleted -> Integer.parseInt(deleted.text("Id")))
                .toList();
    }
}
