package dev.sluice.broker.crash;

import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A send under a token: repeated until it is answered, it stores its messages once.
 *
 * @param round in which it was made
 */
record NamedSend(int round, String action, Members request, String token) {

    Members call(WireConnection connection) throws IOException {
        return connection.call(action, request, "X-Sluice-Idempotency-Token: " + token);
    }

    /** What the ledger knows its messages by. */
    List<String> ids() {
        var ids = new ArrayList<String>();
        if (request.has("MessageBody")) ids.add(id(request));
        for (Members entry : request.list("Entries")) ids.add(id(entry));
        return ids;
    }

    private static String id(Members message) {
        return Body.parse(message.text("MessageBody")).id();
    }
}
