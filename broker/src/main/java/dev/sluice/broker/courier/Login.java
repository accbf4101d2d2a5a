package dev.sluice.broker.courier;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** User and password of an endpoint, and how they answer what it challenges with: Basic (RFC 7617) or Digest (RFC 7616). */
record Login(String user, String password) {
    /** Of a nonce that is used for one request only. */
    private static final String FIRST_TIME = "00000001";

    /** What Digest is computed with, the better first. */
    private enum Hash {
        SHA_256("SHA-256"),
        MD5("MD5");

        final String algorithm;

        Hash(String algorithm) {
            this.algorithm = algorithm;
        }

        String of(String text) {
            try {
                byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has " + algorithm, e);
            }
        }
    }

    /** @param userInfo of a URL, decoded: the password may be missing */
    static Login of(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new Login(userInfo, "")
                : new Login(userInfo.substring(0, colon), userInfo.substring(colon + 1));
    }

    /**
     * The Authorization header for the best of the challenges; null when none of them can be answered.
     *
     * @param headers the values of WWW-Authenticate
     * @param clientNonce a new one for each request
     */
    @Nullable
    String answer(List<String> headers, String method, URI url, String clientNonce) {
        List<Challenge> challenges = Challenge.all(headers);
        for (Hash hash : Hash.values()) {
            for (Challenge challenge : challenges) {
                if (isFor(challenge, hash)) return digest(challenge, hash, method, url, clientNonce);
            }
        }
        return challenges.stream().anyMatch(challenge -> challenge.isOf("Basic")) ? basic() : null;
    }

    private String basic() {
        byte[] whole = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(whole);
    }

    private static boolean isFor(Challenge challenge, Hash hash) {
        String qop = challenge.parameter("qop");
        boolean protects = qop == null || List.of(qop.split("[\\s,]+", -1)).contains("auth");
        String algorithm = challenge.parameter("algorithm");
        return challenge.isOf("Digest")
                && protects
                && challenge.parameter("realm") != null
                && challenge.parameter("nonce") != null
                && hash.algorithm.equalsIgnoreCase(algorithm == null ? Hash.MD5.algorithm : algorithm);
    }

    private String digest(Challenge challenge, Hash hash, String method, URI url, String clientNonce) {
        String uri = (url.getRawPath().isEmpty() ? "/" : url.getRawPath())
                + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        String secret = hash.of(user + ":" + challenge.parameter("realm") + ":" + password);
        String request = hash.of(method + ":" + uri);
        String nonce = challenge.parameter("nonce");
        boolean plain = challenge.parameter("qop") == null; // RFC 2069
        String response = plain
                ? hash.of(secret + ":" + nonce + ":" + request)
                : hash.of(String.join(":", secret, nonce, FIRST_TIME, clientNonce, "auth", request));
        var header = new StringBuilder("Digest username=").append(Challenge.quoted(user));
        header.append(", realm=").append(Challenge.quoted(challenge.parameter("realm")));
        header.append(", nonce=").append(Challenge.quoted(nonce));
        header.append(", uri=").append(Challenge.quoted(uri));
        if (challenge.parameter("algorithm") != null)
            header.append(", algorithm=").append(hash.algorithm);
        if (!plain) {
            header.append(", qop=auth, nc=").append(FIRST_TIME);
            header.append(", cnonce=").append(Challenge.quoted(clientNonce));
        }
        header.append(", response=\"").append(response).append('"');
        String opaque = challenge.parameter("opaque");
        if (opaque != null) header.append(", opaque=").append(Challenge.quoted(opaque));
        return header.toString();
    }
}
