package dev.sluice.client.internal;

import dev.sluice.client.Credentials;
import dev.sluice.protocol.sign.RequestSigner;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs requests to one service. Credentials may be replaced while the client lives; the signer of the latest is kept. Any thread. */
final class Signatures {
    private final Supplier<Credentials> credentials;
    private final String region;
    private final String service;
    private volatile @Nullable SignerOf signer;

    private record SignerOf(Credentials credentials, RequestSigner signer) {}

    Signatures(Supplier<Credentials> credentials, String region, String service) {
        this.credentials = credentials;
        this.region = region;
        this.service = service;
    }

    /** The headers, and those of a signature that covers them. */
    Map<String, String> sign(URI endpoint, Map<String, String> headers, byte[] body) {
        var signed = new LinkedHashMap<>(headers);
        signed.putAll(signer().headers(host(endpoint), endpoint.getRawPath(), headers, body, Instant.now()));
        return signed;
    }

    private RequestSigner signer() {
        Credentials now = credentials.get();
        SignerOf latest = signer;
        if (latest != null && latest.credentials.equals(now)) return latest.signer;
        var made = new RequestSigner(now.accessKey(), now.secretKey(), now.sessionToken(), region, service);
        signer = new SignerOf(now, made);
        return made;
    }

    /** As java.net.http writes the header, which it lets nobody set. */
    static String host(URI endpoint) {
        int port = endpoint.getPort();
        boolean usual = port == -1 || port == ("https".equals(endpoint.getScheme()) ? 443 : 80);
        return usual ? endpoint.getHost() : endpoint.getHost() + ":" + port;
    }
}
