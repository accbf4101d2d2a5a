package dev.sluice.client;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who signs the requests (Signature Version 4).
 *
 * <pre>{@code
 * var client = SluiceClient.builder().credentials(Credentials.of("AKIDEXAMPLE", "secret")).build();
 * }</pre>
 *
 * @param accessKey the access key id; no secret
 * @param secretKey never sent, and never part of {@link #toString}
 * @param sessionToken goes with temporary credentials; else null
 */
public record Credentials(
        String accessKey, String secretKey, @Nullable String sessionToken) {

    /** For servers that ask nobody for credentials but want to see the form of a signature. The default. */
    public static final Credentials ANONYMOUS = of("sluice", "sluice");

    public Credentials {
        Objects.requireNonNull(accessKey, "accessKey");
        Objects.requireNonNull(secretKey, "secretKey");
    }

    /** Long-lived credentials. */
    public static Credentials of(String accessKey, String secretKey) {
        return new Credentials(accessKey, secretKey, null);
    }

    /**
     * From {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and, if set, {@code AWS_SESSION_TOKEN}; {@link
     * #ANONYMOUS} when the first two are not set.
     */
    public static Credentials fromEnvironment() {
        return from(System.getenv());
    }

    static Credentials from(Map<String, String> environment) {
        String accessKey = environment.get("AWS_ACCESS_KEY_ID");
        String secretKey = environment.get("AWS_SECRET_ACCESS_KEY");
        if (accessKey == null || secretKey == null) return ANONYMOUS;
        return new Credentials(accessKey, secretKey, environment.get("AWS_SESSION_TOKEN"));
    }

    @Override
    public String toString() {
        return "Credentials[" + accessKey + "]";
    }
}
