package dev.sluice.broker.config;

import dev.sluice.broker.courier.CourierOptions;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how messages are delivered to endpoints outside. */
final class CourierReader {
    private static final Pattern BASE = Pattern.compile("https?://[^/?#\\s]+");
    private static final Pattern URL = Pattern.compile("https?://[^/?#\\s]+[^#\\s]*");

    private final OptionReader options;

    CourierReader(OptionReader options) {
        this.options = options;
    }

    /** @param beyondLoopback whether the broker serves others than programs on its own machine */
    CourierOptions read(boolean beyondLoopback) {
        int deliveries = options.integer("sns.http.deliveries", 2, 100_000);
        return new CourierOptions(
                Duration.ofSeconds(options.seconds("sns.http.timeout", Duration.ofSeconds(1), Duration.ofMinutes(5))),
                deliveries,
                options.integer("sns.http.deliveries-per-endpoint", 1, 10_000),
                publicAddressesOnly(beyondLoopback),
                path("sns.http.trusted-certificates"),
                certificateBase(),
                signing("sns.signing.key-file", "sns.signing.certificate-file"),
                signing("sns.signing.certificate-file", "sns.signing.key-file"),
                captureForward());
    }

    private boolean publicAddressesOnly(boolean beyondLoopback) {
        var choice = options.choice("sns.http.public-addresses-only", List.of("auto", "true", "false"));
        return choice.equals("auto") ? beyondLoopback : choice.equals("true");
    }

    private @Nullable String certificateBase() {
        if (options.isNull("sns.signing.certificate-url")) return null;
        return options.matching(
                "sns.signing.certificate-url",
                BASE,
                "http:// or https:// with a host, in which {region} may stand, and perhaps a port, and nothing after it");
    }

    private @Nullable Path signing(String key, String companion) {
        var path = path(key);
        if (path != null && options.isNull(companion))
            throw options.invalid(companion, "a path, because there is " + key);
        return path;
    }

    private @Nullable Path path(String key) {
        if (options.isNull(key)) return null;
        try {
            return Path.of(options.text(key));
        } catch (InvalidPathException e) {
            throw options.invalid(key, "a path");
        }
    }

    private @Nullable URI captureForward() {
        if (options.isNull("sns.capture-forward-url")) return null;
        try {
            return URI.create(options.matching("sns.capture-forward-url", URL, "an http:// or https:// URL"));
        } catch (IllegalArgumentException e) {
            throw options.invalid("sns.capture-forward-url", "an http:// or https:// URL");
        }
    }
}
