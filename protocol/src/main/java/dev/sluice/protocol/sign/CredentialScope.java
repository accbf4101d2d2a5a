package dev.sluice.protocol.sign;

import org.jspecify.annotations.Nullable;

/**
 * Who signed a request and for where, as the client claims it: {@code AKID/20260901/us-east-1/sqs/aws4_request}. Reading
 * it proves nothing; that takes the signature.
 *
 * @param accessKey the access key id, no secret
 * @param date eight digits, as sent
 */
public record CredentialScope(String accessKey, String date, String region, String service) {

    private static final String CREDENTIAL = "Credential=";
    private static final String TERMINATOR = "/aws4_request";

    /** From an {@code Authorization} header; null when it is absent, of another scheme, or malformed. */
    public static @Nullable CredentialScope ofAuthorization(@Nullable String header) {
        if (header == null || !header.startsWith("AWS4-HMAC-SHA256")) return null;
        int credential = header.indexOf(CREDENTIAL);
        if (credential < 0) return null;
        int from = credential + CREDENTIAL.length();
        int to = from;
        while (to < header.length() && header.charAt(to) != ',' && header.charAt(to) != ' ') to++;
        return parse(header, from, to);
    }

    /** From the value of {@code X-Amz-Credential}, no longer percent-encoded; null when it is absent or malformed. */
    public static @Nullable CredentialScope parse(@Nullable String credential) {
        return credential == null ? null : parse(credential, 0, credential.length());
    }

    /** From the end, because the access key of a private broker may have slashes of its own. */
    private static @Nullable CredentialScope parse(String text, int from, int to) {
        int end = to - TERMINATOR.length();
        if (end <= from || !text.startsWith(TERMINATOR, end)) return null;
        int service = text.lastIndexOf('/', end - 1);
        int region = text.lastIndexOf('/', service - 1);
        int date = text.lastIndexOf('/', region - 1);
        boolean complete = date > from && region > date + 1 && service > region + 1 && end > service + 1;
        if (!complete) return null;
        return new CredentialScope(
                text.substring(from, date),
                text.substring(date + 1, region),
                text.substring(region + 1, service),
                text.substring(service + 1, end));
    }
}
