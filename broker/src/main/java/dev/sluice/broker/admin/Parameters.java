package dev.sluice.broker.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string. One that nobody knows is refused: a filter misspelled would let everything through. */
final class Parameters {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** @param known the names that may occur */
    Parameters(@Nullable String query, String... known) {
        if (query == null) return;
        for (String part : query.split("&", -1)) {
            if (part.isEmpty()) continue;
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            if (!List.of(known).contains(name)) {
                throw new BadRequest("there is no parameter " + name + "; there are " + new TreeSet<>(List.of(known)));
            }
            values.computeIfAbsent(name, first -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(part.substring(equals + 1)));
        }
    }

    /** All that are not empty, also where commas join several. */
    List<String> list(String name) {
        List<String> all = new ArrayList<>();
        for (String value : values.getOrDefault(name, List.of())) {
            for (String one : value.split(",", -1)) if (!one.isEmpty()) all.add(one);
        }
        return all;
    }

    /** Null when it is absent or empty. */
    @Nullable
    String text(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) throw new BadRequest(name + " may be given once");
        return all.isEmpty() || all.get(0).isEmpty() ? null : all.get(0);
    }

    int whole(String name, int absent, int least, int most) {
        String text = text(name);
        if (text == null) return absent;
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) return value;
        } catch (NumberFormatException notANumber) {
            throw outside(name, least, most);
        }
        throw outside(name, least, most);
    }

    private static BadRequest outside(String name, int least, int most) {
        return new BadRequest(name + " is a whole number from " + least + " to " + most);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequest("the query string is not percent-encoded as it should be");
        }
    }
}
