package dev.sluice.broker.admin;

import dev.sluice.broker.api.Call;
import dev.sluice.broker.json.JsonObject;
import java.util.List;
import java.util.TreeSet;

/** What a request brings in JSON. */
final class JsonBody {
    private JsonBody() {}

    static JsonObject of(Call call) {
        try {
            return JsonObject.parse(call.body());
        } catch (IllegalArgumentException notJson) {
            throw new BadRequest(notJson);
        }
    }

    /** With no members but these. */
    static JsonObject of(Call call, String... known) {
        JsonObject body = of(call);
        for (String name : body.names()) {
            if (!List.of(known).contains(name)) {
                throw new BadRequest("there is no " + name + "; there are " + new TreeSet<>(List.of(known)));
            }
        }
        return body;
    }
}
