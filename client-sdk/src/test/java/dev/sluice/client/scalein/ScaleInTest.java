package dev.sluice.client.scalein;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sluice.protocol.sign.RequestSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against stand-ins that write down what they are asked. */
class ScaleInTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private @Nullable HttpServer server;
    private int status = 200;
    private String authorization = "";

    @AfterEach
    void stop() {
        if (server != null) server.stop(0);
    }

    @Test
    void ecsIsAskedForProtectionOnceAndToTakeItBack() throws Exception {
        var ecs = new EcsTaskProtection(start("/api/task"), Duration.ofMinutes(10));

        ecs.inHand(0);
        ecs.inHand(1);
        ecs.inHand(5);
        ecs.inHand(0);

        assertThat(asked)
                .containsExactly(
                        "PUT /api/task/task-protection/v1/state {\"ProtectionEnabled\":true,\"ExpiresInMinutes\":10}",
                        "PUT /api/task/task-protection/v1/state {\"ProtectionEnabled\":false}");
        assertThat(ecs.renewal()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatEcsRefusesIsAskedAgain() throws Exception {
        var ecs = new EcsTaskProtection(start("/api/task"), Duration.ofMinutes(1));
        status = 400;
        assertThatThrownBy(() -> ecs.inHand(1)).isInstanceOf(IOException.class).hasMessageContaining("answered 400");
        status = 200;
        answers.put("PUT /api/task/task-protection/v1/state", "{\"failure\":{\"Reason\":\"TASK_NOT_VALID\"}}");
        assertThatThrownBy(() -> ecs.inHand(1)).hasMessageContaining("TASK_NOT_VALID");
        answers.clear();

        ecs.inHand(1);

        assertThat(asked).hasSize(3);
    }

    @Test
    void expiryIsWhatEcsTakes() {
        URI agent = URI.create("http://127.0.0.1:1");
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(90), Duration.ofMinutes(2_881))) {
            assertThatThrownBy(() -> new EcsTaskProtection(agent, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void podsDeletionCostIsWhatItHasInHand() throws Exception {
        Files.writeString(directory.resolve("token"), "secret\n");
        Files.writeString(directory.resolve("namespace"), "shop");
        URI address = start("", directory);
        var kubernetes = new PodDeletionCost(address, directory, "worker-7");

        kubernetes.inHand(3);
        Files.writeString(directory.resolve("token"), "another");
        kubernetes.inHand(0);

        String patch = "PATCH /api/v1/namespaces/shop/pods/worker-7 "
                + "{\"metadata\":{\"annotations\":{\"controller.kubernetes.io/pod-deletion-cost\":\"%d\"}}}";
        assertThat(asked).containsExactly(patch.formatted(3), patch.formatted(0));
        assertThat(authorization).isEqualTo("Bearer another");
    }

    @Test
    void instanceIsProtectedByARequestThatItsRoleSigns() throws Exception {
        answers.put("PUT /latest/api/token", "session");
        answers.put("GET /latest/meta-data/placement/region", "eu-central-1");
        answers.put("GET /latest/meta-data/instance-id", "i-12");
        answers.put("GET /latest/meta-data/iam/security-credentials/", "worker\n");
        answers.put(
                "GET /latest/meta-data/iam/security-credentials/worker",
                "{\"AccessKeyId\":\"AKIA\",\"SecretAccessKey\":\"secret\",\"Token\":\"temporary\"}");
        URI address = start("");
        var ec2 = Ec2InstanceProtection.of("a group", address, address.resolve("/"));

        ec2.inHand(2);
        ec2.inHand(3);
        ec2.inHand(0);

        String form = "POST / Action=SetInstanceProtection&Version=2011-01-01&AutoScalingGroupName=a+group"
                + "&InstanceIds.member.1=i-12&ProtectedFromScaleIn=%s";
        assertThat(asked)
                .filteredOn(request -> request.startsWith("POST"))
                .containsExactly(form.formatted(true), form.formatted(false));
        assertThat(authorization)
                .isEqualTo(signature(address, form.formatted(false).substring("POST / ".length())));
    }

    /** At the second of the request. */
    private String signature(URI address, String body) {
        var signer = new RequestSigner("AKIA", "secret", "temporary", "eu-central-1", "autoscaling");
        var headers = Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        return signer.headers(address.getRawAuthority(), "/", headers, body.getBytes(UTF_8), signedAt)
                .getOrDefault("Authorization", "");
    }

    private Instant signedAt = Instant.EPOCH;

    private URI start(String path) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        return serve("http", path);
    }

    /** With TLS, and a certificate in {@code ca.crt} as Kubernetes mounts it. */
    private URI start(String path, Path account) throws Exception {
        Path keys = account.resolve("keys.p12");
        String java = System.getProperty("java.home", "");
        var keytool = new ProcessBuilder(
                        Path.of(java, "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=kubernetes",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        var store = KeyStore.getInstance(keys.toFile(), PASSWORD);
        byte[] certificate = store.getCertificate("server").getEncoded();
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(certificate);
        Files.writeString(
                account.resolve("ca.crt"), "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");

        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        server = https;
        return serve("https", path);
    }

    private URI serve(String scheme, String path) {
        HttpServer started = java.util.Objects.requireNonNull(server);
        started.createContext("/", this::answer);
        started.start();
        return URI.create(scheme + "://127.0.0.1:" + started.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var headers = exchange.getRequestHeaders();
        String given = headers.getFirst("Authorization");
        if (given != null) authorization = given;
        String date = headers.getFirst("X-Amz-Date");
        if (date != null) {
            signedAt = Instant.parse(date.replaceFirst("(....)(..)(..T..)(..)(..Z)", "$1-$2-$3:$4:$5"));
        }
        asked.add(body.isEmpty() ? request : request + " " + body);
        boolean withoutSession =
                request.contains("meta-data") && !List.of("session").equals(headers.get("X-aws-ec2-metadata-token"));
        byte[] answer = answers.getOrDefault(request, "{}").getBytes(UTF_8);
        exchange.sendResponseHeaders(withoutSession ? 401 : status, answer.length);
        try (var out = exchange.getResponseBody()) {
            out.write(answer);
        }
    }
}
