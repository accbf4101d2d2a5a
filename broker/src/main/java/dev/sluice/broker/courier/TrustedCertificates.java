package dev.sluice.broker.courier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom the broker believes to be who they say they are. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /**
     * Java's own and those of the file, which is PEM.
     *
     * @throws IOException naming the file when it cannot be read
     */
    static SSLContext beside(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(in)) add(all, own);
            if (all.size() == 0) throw new IOException("there is no certificate in " + file);
            for (TrustManager manager : managers(null)) {
                if (!(manager instanceof X509TrustManager known)) continue;
                for (X509Certificate each : known.getAcceptedIssuers()) add(all, each);
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers(all), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("could not read certificates from " + file + ": " + e.getMessage(), e);
        }
    }

    private static void add(KeyStore store, Certificate certificate) throws GeneralSecurityException {
        store.setCertificateEntry(String.valueOf(store.size()), certificate);
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
