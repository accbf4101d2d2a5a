package dev.sluice.protocol.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs what clients of SQS and SNS send, which are POST requests without a query, with Signature Version 4. Keeps the
 * signing key of the day, which takes four digests to make. Any thread.
 */
public final class RequestSigner {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DATE_LENGTH = 8;
    private static final HexFormat HEX = HexFormat.of();

    private final String accessKey;
    private final String secretKey;
    private final @Nullable String sessionToken;
    private final String region;
    private final String service;
    private volatile @Nullable KeyOfDay keyOfDay;

    private record KeyOfDay(String date, SecretKeySpec key) {}

    /** @param sessionToken goes with temporary credentials; else null */
    public RequestSigner(
            String accessKey, String secretKey, @Nullable String sessionToken, String region, String service) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.sessionToken = sessionToken;
        this.region = region;
        this.service = service;
    }

    /**
     * The headers to add: {@code X-Amz-Date}, {@code Authorization} and, with a token, {@code X-Amz-Security-Token}.
     *
     * @param host as the {@code Host} header will have it, with the port unless it is the scheme's own
     * @param path absolute, as sent
     * @param signed further headers that the signature is to cover
     */
    public Map<String, String> headers(String host, String path, Map<String, String> signed, byte[] body, Instant now) {
        String time = SECOND.format(now);
        String date = time.substring(0, DATE_LENGTH);
        var added = new TreeMap<String, String>();
        added.put("X-Amz-Date", time);
        if (sessionToken != null) added.put("X-Amz-Security-Token", sessionToken);

        var covered = new TreeMap<String, String>();
        covered.put("host", host);
        signed.forEach((name, value) -> covered.put(name.toLowerCase(Locale.ROOT), value.strip()));
        added.forEach((name, value) -> covered.put(name.toLowerCase(Locale.ROOT), value));
        String names = String.join(";", covered.keySet());

        String scope = date + '/' + region + '/' + service + "/aws4_request";
        String request = canonicalRequest(path, covered, names, body);
        String toSign = ALGORITHM + '\n' + time + '\n' + scope + '\n' + HEX.formatHex(sha256(request.getBytes(UTF_8)));
        String signature = HEX.formatHex(hmac(keyOf(date), toSign));
        added.put(
                "Authorization",
                ALGORITHM + " Credential=" + accessKey + '/' + scope + ", SignedHeaders=" + names + ", Signature="
                        + signature);
        return added;
    }

    private static String canonicalRequest(String path, SortedMap<String, String> covered, String names, byte[] body) {
        var text = new StringBuilder("POST\n").append(path).append("\n\n");
        covered.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text.append('\n')
                .append(names)
                .append('\n')
                .append(HEX.formatHex(sha256(body)))
                .toString();
    }

    private SecretKeySpec keyOf(String date) {
        KeyOfDay latest = keyOfDay;
        if (latest != null && latest.date.equals(date)) return latest.key;
        SecretKeySpec key = key(("AWS4" + secretKey).getBytes(UTF_8));
        for (String part : new String[] {date, region, service, "aws4_request"}) key = key(hmac(key, part));
        keyOfDay = new KeyOfDay(date, key);
        return key;
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
