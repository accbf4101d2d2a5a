package dev.sluice.broker.courier;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes an X.509 certificate, which the JDK can read and not write. */
final class SelfSignedCertificate {
    private static final String SHA256_WITH_RSA = "1.2.840.113549.1.1.11";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final int DNS_NAME = 2;
    private static final int SERIAL_BITS = 127;

    private SelfSignedCertificate() {}

    /** @param hosts the names it is for, the first one its subject's */
    static X509Certificate make(KeyPair keys, List<String> hosts, Instant from, Instant until)
            throws GeneralSecurityException {
        byte[] algorithm = Der.sequence(Der.identifier(SHA256_WITH_RSA), Der.nothing());
        byte[] name = name(hosts.get(0));
        byte[] content = Der.sequence(
                Der.tagged(0, Der.integer(new byte[] {2})), // version 3
                Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom())
                        .setBit(0)
                        .toByteArray()),
                algorithm,
                name,
                Der.sequence(Der.time(from), Der.time(until)),
                name,
                keys.getPublic().getEncoded(),
                Der.tagged(3, Der.sequence(digitalSignatureOnly(), alternativeNames(hosts))));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        byte[] certificate = Der.sequence(content, algorithm, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.identifier(COMMON_NAME), Der.text(commonName))));
    }

    private static byte[] digitalSignatureOnly() {
        byte[] usage = Der.bits(7, new byte[] {(byte) 0x80});
        return Der.sequence(Der.identifier(KEY_USAGE), Der.yes(), Der.octets(usage));
    }

    private static byte[] alternativeNames(List<String> hosts) {
        List<byte[]> names = new ArrayList<>();
        for (String host : hosts) names.add(Der.bare(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII)));
        byte[] list = Der.sequence(names.toArray(byte[][]::new));
        return Der.sequence(Der.identifier(ALTERNATIVE_NAMES), Der.octets(list));
    }
}
