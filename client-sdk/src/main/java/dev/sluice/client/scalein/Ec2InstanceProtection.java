package dev.sluice.client.scalein;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.client.ScaleInProtection;
import dev.sluice.protocol.sign.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * EC2 Auto Scaling: the instance is protected from scale-in while messages are in hand. For one process to an instance. Instance
 * id, region and credentials come from the instance's metadata service (version 2); its role needs {@code
 * autoscaling:SetInstanceProtection}. The protection does not expire: an instance whose process dies keeps it until the next
 * process has been busy and idle again.
 *
 * <pre>{@code
 * var client = SluiceClient.builder()
 *         .scaleInProtection(dev.sluice.client.scalein.Ec2InstanceProtection.of("workers"))
 *         .build();
 * }</pre>
 */
public final class Ec2InstanceProtection implements ScaleInProtection {
    private static final URI METADATA = URI.create("http://169.254.169.254");
    private static final JsonFactory JSON = new JsonFactory();

    private final Requests requests = new Requests(HttpClient.newBuilder());
    private final String group;
    private final URI metadata;
    private final @Nullable URI service;
    private boolean isProtected; // by the one thread that calls

    private Ec2InstanceProtection(String group, URI metadata, @Nullable URI service) {
        this.group = group;
        this.metadata = metadata;
        this.service = service;
    }

    /** @param group the name of the Auto Scaling group that this instance is in */
    public static Ec2InstanceProtection of(String group) {
        return new Ec2InstanceProtection(group, METADATA, null);
    }

    /** As {@link #of}, with other addresses of the metadata service and of EC2 Auto Scaling. */
    public static Ec2InstanceProtection of(String group, URI metadata, URI service) {
        return new Ec2InstanceProtection(group, metadata, service);
    }

    @Override
    public void inHand(int messages) throws IOException, InterruptedException {
        boolean wanted = messages > 0;
        if (wanted == isProtected) return;
        String session = requests.send(Requests.to(metadata.resolve("/latest/api/token"))
                .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                .PUT(BodyPublishers.noBody()));
        setProtection(wanted, session);
        isProtected = wanted;
    }

    private void setProtection(boolean wanted, String session) throws IOException, InterruptedException {
        String region = metadata(session, "placement/region");
        var form = new LinkedHashMap<String, String>();
        form.put("Action", "SetInstanceProtection");
        form.put("Version", "2011-01-01");
        form.put("AutoScalingGroupName", group);
        form.put("InstanceIds.member.1", metadata(session, "instance-id"));
        form.put("ProtectedFromScaleIn", Boolean.toString(wanted));
        byte[] body = encoded(form).getBytes(UTF_8);

        URI to = service != null ? service : URI.create("https://autoscaling." + region + ".amazonaws.com/");
        var headers = Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        HttpRequest.Builder request = Requests.to(to).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        signer(session, region)
                .headers(to.getRawAuthority(), to.getRawPath(), headers, body, Instant.now())
                .forEach(request::header);
        String unused = requests.send(request);
    }

    private RequestSigner signer(String session, String region) throws IOException, InterruptedException {
        String role = metadata(session, "iam/security-credentials/").strip();
        Map<String, String> keys = flat(metadata(session, "iam/security-credentials/" + role));
        String access = keys.get("AccessKeyId");
        String secret = keys.get("SecretAccessKey");
        if (access == null || secret == null) throw new IOException("the instance's role has no credentials: " + role);
        return new RequestSigner(access, secret, keys.get("Token"), region, "autoscaling");
    }

    private String metadata(String session, String what) throws IOException, InterruptedException {
        return requests.send(
                Requests.to(metadata.resolve("/latest/meta-data/" + what)).header("X-aws-ec2-metadata-token", session));
    }

    private static String encoded(Map<String, String> form) {
        var text = new StringBuilder();
        form.forEach((name, value) -> text.append(text.length() == 0 ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        return text.toString();
    }

    /** The texts of an object without objects in it. */
    private static Map<String, String> flat(String json) throws IOException {
        var texts = new HashMap<String, String>();
        try (var parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) texts.put(parser.currentName(), parser.getText());
            }
        }
        return texts;
    }
}
