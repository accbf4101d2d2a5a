package dev.sluice.samples.video;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an upload. Its id follows from its name and bytes, so that a client that repeats an upload, not knowing what became of
 * the first, makes no second film.
 *
 * @param id 32 hexadecimal digits
 * @param name of the file, letters, digits, dots, hyphens and underscores, 1 to 100
 */
record Upload(String id, String name) {
    private static final Pattern NAME = Pattern.compile("(?!\\.)[A-Za-z0-9._-]{1,100}");
    private static final Pattern KEY = Pattern.compile("uploads/([0-9a-f]{32})/([^/]+)");

    Upload {
        if (!isName(name)) throw new IllegalArgumentException("not a name: " + name);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static Upload of(String name, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(UTF_8));
            digest.update((byte) 0);
            return new Upload(HexFormat.of().formatHex(digest.digest(bytes), 0, 16), name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static Upload ofKey(String key) {
        Matcher match = KEY.matcher(key);
        if (!match.matches()) throw new IllegalArgumentException("not an upload's key: " + key);
        return new Upload(match.group(1), match.group(2));
    }

    String key() {
        return "uploads/" + id + "/" + name;
    }
}
