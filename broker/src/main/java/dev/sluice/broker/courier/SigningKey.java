package dev.sluice.broker.courier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key that messages are signed with, and the certificate that says so to those who verify them.
 *
 * @param certificate of an RSA key
 */
record SigningKey(PrivateKey key, X509Certificate certificate) {
    /** One file for both, so that there is never one without the other. */
    static final String FILE = "sns-signing.pem";

    private static final int KEY_BITS = 2048;
    private static final Duration VALIDITY = Duration.ofDays(3_650);
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(365);
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /**
     * The key of a data directory, made at the first start. A certificate that is about to end is replaced, with its key.
     *
     * @param hosts the names a new certificate is for
     */
    static SigningKey of(Path directory, List<String> hosts, Instant now) throws IOException {
        Path file = directory.resolve(FILE);
        if (Files.exists(file)) {
            SigningKey present = read(file, file);
            Instant end = present.certificate.getNotAfter().toInstant();
            if (now.isBefore(end.minus(RENEWED_BEFORE_END))) return present;
        }
        SigningKey made = make(hosts, now);
        made.write(file);
        return made;
    }

    /** @throws IOException naming the file that cannot be read or holds something else */
    static SigningKey read(Path keyFile, Path certificateFile) throws IOException {
        var text = Files.readString(keyFile);
        if (text.contains("BEGIN RSA PRIVATE KEY")) {
            throw new IOException(
                    keyFile + " is of the older form PKCS#1; convert it: openssl pkcs8 -topk8 -nocrypt -in " + keyFile);
        }
        try {
            var key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE_KEY, keyFile)));
            byte[] certificate = block(Files.readString(certificateFile), CERTIFICATE, certificateFile);
            return new SigningKey(key, (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)));
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "no RSA key and certificate in " + keyFile + " and " + certificateFile + ": " + e.getMessage(), e);
        }
    }

    private static SigningKey make(List<String> hosts, Instant now) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            var keys = generator.generateKeyPair();
            var certificate = SelfSignedCertificate.make(keys, hosts, now.minus(CLOCKS_DIFFER), now.plus(VALIDITY));
            return new SigningKey(keys.getPrivate(), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA and SHA-256", e);
        }
    }

    /** Whole or not at all, and readable by its owner only. */
    private void write(Path file) throws IOException {
        var temporary = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(temporary);
        boolean posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        if (posix) Files.createFile(temporary, owner);
        else Files.createFile(temporary);
        var text = pem(PRIVATE_KEY, key.getEncoded()) + certificatePem();
        try (var channel = FileChannel.open(temporary, EnumSet.of(StandardOpenOption.WRITE))) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** One certificate, lines that end in a line feed, nothing before or after: verifiers are strict about it. */
    String certificatePem() {
        try {
            return pem(CERTIFICATE, certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read or made has its bytes", e);
        }
    }

    private static String pem(String kind, byte[] content) {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, encoder.encodeToString(content), kind);
    }

    private static byte[] block(String text, String kind, Path file) throws IOException {
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(kind)) return Base64.getMimeDecoder().decode(matcher.group(2));
        }
        throw new IOException(file + " has no block BEGIN " + kind);
    }
}
