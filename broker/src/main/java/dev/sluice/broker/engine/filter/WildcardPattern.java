package dev.sluice.broker.engine.filter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Text in which {@code *} stands for any characters, also none; {@code \*} and {@code \\} for themselves.
 *
 * @param pieces the literal texts between the stars, in order; one more than there are stars
 */
record WildcardPattern(List<String> pieces) {

    /** @param fault makes what is thrown, from the reason, for two stars in a row or a backslash before anything else */
    static WildcardPattern of(String text, Function<String, InvalidFilterPolicy> fault) throws InvalidFilterPolicy {
        List<String> pieces = new ArrayList<>();
        var piece = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            if (character == '*') {
                if (next == '*') throw fault.apply("Consecutive wildcard characters at pos " + position(text, at));
                pieces.add(piece.toString());
                piece.setLength(0);
            } else if (character == '\\') {
                if (next != '*' && next != '\\')
                    throw fault.apply("Invalid escape character at pos " + position(text, at));
                piece.append(next);
                at++;
            } else {
                piece.append(character);
            }
        }
        pieces.add(piece.toString());
        return new WildcardPattern(List.copyOf(pieces));
    }

    int stars() {
        return pieces.size() - 1;
    }

    /** Each piece between the outer ones is taken where it stands first: what it leaves is then as much as can be. */
    boolean matches(String text) {
        String first = pieces.get(0);
        if (stars() == 0) return text.equals(first);
        String last = pieces.get(stars());
        int end = text.length() - last.length();
        int at = first.length();
        if (at > end || !text.startsWith(first) || !text.endsWith(last)) return false;
        for (int i = 1; i < stars(); i++) {
            String piece = pieces.get(i);
            int found = text.indexOf(piece, at);
            if (found < 0 || found + piece.length() > end) return false;
            at = found + piece.length();
        }
        return true;
    }

    /** AWS counts bytes, and the quote before them. */
    private static int position(String text, int at) {
        return 1 + text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
    }
}
