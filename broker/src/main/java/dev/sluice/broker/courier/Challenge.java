package dev.sluice.broker.courier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint wants to be shown who posts: a scheme and its parameters, out of a header WWW-Authenticate (RFC 9110).
 *
 * @param parameters by their names in small letters
 */
record Challenge(String scheme, Map<String, String> parameters) {

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    boolean isOf(String name) {
        return scheme.equalsIgnoreCase(name);
    }

    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }

    /** One header may hold several. What cannot be read is passed over. */
    static List<Challenge> all(List<String> headers) {
        var found = new ArrayList<Challenge>();
        for (String header : headers) new Reader(header).read(found);
        return found;
    }

    /** As a parameter's value. */
    static String quoted(@Nullable String value) {
        return '"' + String.valueOf(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        /** A word with a value belongs to the last word without one. */
        void read(List<Challenge> found) {
            String scheme = "";
            var parameters = new HashMap<String, String>();
            while (skip(" \t,") < text.length()) {
                String word = word();
                if (skip(" \t") < text.length() && text.charAt(at) == '=') {
                    at++;
                    skip(" \t");
                    parameters.put(word.toLowerCase(Locale.ROOT), value());
                } else {
                    if (!scheme.isEmpty()) found.add(new Challenge(scheme, parameters));
                    scheme = word;
                    parameters.clear();
                }
                if (word.isEmpty()) at++; // nothing that belongs here
            }
            if (!scheme.isEmpty()) found.add(new Challenge(scheme, parameters));
        }

        private int skip(String characters) {
            while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) at++;
            return at;
        }

        private String word() {
            int start = at;
            while (at < text.length() && " \t,=\"".indexOf(text.charAt(at)) < 0) at++;
            return text.substring(start, at);
        }

        private String value() {
            if (at == text.length() || text.charAt(at) != '"') return word();
            var value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) at++;
                value.append(text.charAt(at));
            }
            at++;
            return value.toString();
        }
    }
}
