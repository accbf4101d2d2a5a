package dev.sluice.broker.api.protection;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A kind of sensitive data and how to tell it: by a pattern, and a check of what it finds. The patterns are RE2's, which take
 * time linear in the text whatever they are.
 */
final class DataIdentifier {
    private final String name;
    private final Pattern pattern;
    private final Predicate<String> check;
    private final String sign;

    /**
     * @param check of what the pattern finds
     * @param sign without which a text is not searched; empty for none
     */
    DataIdentifier(String name, String pattern, Predicate<String> check, String sign) {
        this.name = name;
        this.pattern = Pattern.compile(pattern);
        this.check = check;
        this.sign = sign;
    }

    /** Whatever the regular expression matches, wherever it does. */
    static DataIdentifier custom(String name, String regex) throws InvalidProtectionPolicy {
        try {
            var identifier = new DataIdentifier(name, regex, found -> true, "");
            if (identifier.pattern.matcher("").find()) {
                throw new InvalidProtectionPolicy("The Regex of " + name + " matches the empty text");
            }
            return identifier;
        } catch (PatternSyntaxException e) {
            throw new InvalidProtectionPolicy("The Regex of " + name + " is not understood: " + e.getMessage());
        }
    }

    String name() {
        return name;
    }

    List<Span> find(String text) {
        if (!text.contains(sign)) return List.of();
        var found = new ArrayList<Span>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (check.test(matcher.group())) found.add(new Span(matcher.start(), matcher.end()));
        }
        return found;
    }
}
