package dev.sluice.broker.courier;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param timeout of one attempt, from its start to the whole answer; 1 s to 5 min
 * @param maxInProgress attempts at once; of those, endpoints that fail get half at most
 * @param maxInProgressPerEndpoint of these to one endpoint
 * @param publicAddressesOnly whether endpoints on loopback, private and link-local addresses are refused
 * @param trustedCertificates PEM file of certificates to trust beside those that Java trusts; null for none
 * @param certificateBase what SigningCertURL starts with, without a trailing slash, where {@code {region}} stands for the
 *     topic's region; null for the address that the message's other links have
 * @param signingKey PEM file with a private key of form PKCS#8; null for one of the broker's own
 * @param signingCertificate PEM file with its certificate; null when the key is
 * @param captureForward where messages for endpoints that are neither queues nor HTTP are posted to; null to keep them
 */
public record CourierOptions(
        Duration timeout,
        int maxInProgress,
        int maxInProgressPerEndpoint,
        boolean publicAddressesOnly,
        @Nullable Path trustedCertificates,
        @Nullable String certificateBase,
        @Nullable Path signingKey,
        @Nullable Path signingCertificate,
        @Nullable URI captureForward) {

    public static final CourierOptions DEFAULTS =
            new CourierOptions(Duration.ofSeconds(15), 1_000, 32, false, null, null, null, null, null);

    public CourierOptions {
        if ((signingKey == null) != (signingCertificate == null)) {
            throw new IllegalArgumentException("a signing key needs its certificate, and a certificate its key");
        }
    }

    /** How long a message stays hidden while it is delivered: a first attempt, one with credentials, and some patience. */
    int hiddenSeconds() {
        return (int) (2 * timeout.toSeconds()) + 5;
    }
}
