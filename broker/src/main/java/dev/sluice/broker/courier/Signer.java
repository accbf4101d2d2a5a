package dev.sluice.broker.courier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Signs messages as SNS does. A signature takes a processor for over a millisecond, so the latest are remembered: the
 * subscriptions of a topic, and retries, share one. Callable from any thread.
 *
 * <p>A key of the broker's own is read, or made, when it is first needed: not every broker has HTTP endpoints, and making
 * one takes longer than all else at a start.
 */
public final class Signer {
    public static final String CERTIFICATE_PREFIX = "/SimpleNotificationService-";

    private static final int REMEMBERED = 4_096;
    private static final int NAME_CHARACTERS = 32;

    private final Path directory;
    private final List<String> hosts;
    private final Object making = new Object();
    /** Null until it is needed. */
    private volatile @Nullable Identity identity;

    /** By algorithm and hash of what is signed. Guarded by itself; a signature is computed outside, by who asks first. */
    private final Map<String, FutureTask<String>> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FutureTask<String>> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Identity(SigningKey key, String path, byte[] pem) {
        static Identity of(SigningKey key) {
            byte[] pem = key.certificatePem().getBytes(StandardCharsets.US_ASCII);
            return new Identity(key, CERTIFICATE_PREFIX + sha256(pem).substring(0, NAME_CHARACTERS) + ".pem", pem);
        }
    }

    private Signer(Path directory, List<String> hosts) {
        this.directory = directory;
        this.hosts = hosts;
    }

    /**
     * With the operator's key, or one of the data directory's own.
     *
     * @param region one whose newer signing host name its certificate is for, beside the name common to most regions
     * @throws IOException when the operator's key cannot be read
     */
    public static Signer open(CourierOptions options, Path directory, String region) throws IOException {
        var signer = new Signer(directory, List.of("sns.amazonaws.com", "sns-signing." + region + ".amazonaws.com"));
        Path key = options.signingKey();
        Path certificate = options.signingCertificate();
        if (key != null && certificate != null) signer.identity = Identity.of(SigningKey.read(key, certificate));
        return signer;
    }

    /** Where verifiers look for the certificate: a path that changes with it. */
    public String certificatePath() {
        return identity().path;
    }

    /** The certificate, if that is its path; else null. */
    public byte @Nullable [] certificateAt(String path) {
        if (identity == null && !Files.exists(directory.resolve(SigningKey.FILE))) return null;
        Identity present = identity();
        return path.equals(present.path) ? present.pem : null;
    }

    /**
     * @param version {@code 2} for SHA256withRSA, else SHA1withRSA
     * @param text as SNS says it: names and values, each with a line feed
     * @return Base64
     */
    public String sign(String version, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String algorithm = version.equals("2") ? "SHA256withRSA" : "SHA1withRSA";
        FutureTask<String> signature;
        synchronized (remembered) {
            signature = remembered.computeIfAbsent(
                    algorithm + sha256(bytes), unknown -> new FutureTask<>(() -> compute(algorithm, bytes)));
        }
        signature.run(); // once only: later calls find it running or done
        try {
            return signature.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another thread signs", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not sign", e);
        }
    }

    private String compute(String algorithm, byte[] bytes) throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm);
        signature.initSign(identity().key.key());
        signature.update(bytes);
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    /** @throws UncheckedIOException when the key cannot be read or kept */
    private Identity identity() {
        Identity present = identity;
        if (present != null) return present;
        synchronized (making) {
            present = identity;
            if (present != null) return present;
            try {
                present = Identity.of(SigningKey.of(directory, hosts, Instant.now()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            identity = present;
            return present;
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
