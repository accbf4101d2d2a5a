package dev.sluice.client.scalein;

import dev.sluice.client.ScaleInProtection;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Kubernetes: the pod's annotation {@code controller.kubernetes.io/pod-deletion-cost} is the number of messages in hand, so that
 * a ReplicaSet that shrinks takes pods with fewer first. The pod's service account needs the verb {@code patch} on {@code pods}
 * of its namespace. Kubernetes advises against changing the annotation often, which this does not: at most every ten seconds.
 *
 * <pre>{@code
 * var client = SluiceClient.builder()
 *         .scaleInProtection(dev.sluice.client.scalein.PodDeletionCost.fromServiceAccount())
 *         .build();
 * }</pre>
 */
public final class PodDeletionCost implements ScaleInProtection {
    private static final Path MOUNTED = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private final Requests requests;
    private final URI pod;
    private final Path token;

    /**
     * @param server the API server's address, such as {@code https://10.0.0.1:443}
     * @param account has the files {@code token}, {@code namespace} and, if the address begins with {@code https}, {@code
     *     ca.crt}; the token is read each time, as it is replaced now and then
     * @throws IOException when they cannot be read
     */
    public PodDeletionCost(URI server, Path account, String podName) throws IOException {
        String namespace = Files.readString(account.resolve("namespace")).strip();
        this.pod = server.resolve("/api/v1/namespaces/" + namespace + "/pods/" + podName);
        this.token = account.resolve("token");
        HttpClient.Builder http = HttpClient.newBuilder();
        if ("https".equals(server.getScheme())) http.sslContext(trusting(account.resolve("ca.crt")));
        this.requests = new Requests(http);
    }

    /**
     * As Kubernetes tells each pod: {@code KUBERNETES_SERVICE_HOST} and {@code …_PORT}, the files of its service account, and
     * its name in {@code HOSTNAME}.
     *
     * @throws IllegalStateException when one of them is not set
     * @throws IOException when the files cannot be read
     */
    public static PodDeletionCost fromServiceAccount() throws IOException {
        Map<String, String> environment = System.getenv();
        String host = required(environment, "KUBERNETES_SERVICE_HOST");
        String port = required(environment, "KUBERNETES_SERVICE_PORT");
        URI server = URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
        return new PodDeletionCost(server, MOUNTED, required(environment, "HOSTNAME"));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) throw new IllegalStateException(name + " is not set: no pod of Kubernetes");
        return value;
    }

    private static SSLContext trusting(Path certificates) throws IOException {
        try (InputStream pem = Files.newInputStream(certificates)) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(certificates + " has no certificates that can be used", e);
        }
    }

    @Override
    public void inHand(int messages) throws IOException, InterruptedException {
        String body = "{\"metadata\":{\"annotations\":{\"controller.kubernetes.io/pod-deletion-cost\":\"" + messages
                + "\"}}}";
        String unused = requests.send(Requests.to(pod)
                .header("Authorization", "Bearer " + Files.readString(token).strip())
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }
}
