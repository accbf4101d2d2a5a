package dev.sluice.keda;

import io.grpc.Status;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose hint a ScaledObject asks for.
 *
 * @param hint where a broker answers with it; further parameters may follow
 * @param metric the name of the number in Kubernetes
 */
record Target(URI hint, String metric) {

    /**
     * Metadata this does not know is left alone, since KEDA hands over its own as well, such as {@code scalerAddress}.
     *
     * @param management of the broker, when the metadata name none
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT, when the metadata do not say one queue or one group
     */
    static Target of(Map<String, String> metadata, URI management) {
        String queue = given(metadata, "queue");
        String group = given(metadata, "group");
        String account = given(metadata, "account");
        String region = given(metadata, "region");
        if ((queue == null) == (group == null)) throw invalid("the metadata name either a queue or a group");
        if (queue == null && (account != null || region != null)) {
            throw invalid("account and region are those of a queue; a group has none");
        }
        String broker = given(metadata, "management");
        String base = broker == null ? management.toString() : checked(broker);
        String path = queue == null ? "groups/" + encoded(group) : "queues/" + encoded(queue);
        var hint = new StringBuilder(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
        hint.append("/scaling/v1/").append(path).append('?');
        if (account != null) hint.append("account=").append(encoded(account)).append('&');
        if (region != null) hint.append("region=").append(encoded(region)).append('&');
        hint.setLength(hint.length() - 1);
        return new Target(URI.create(hint.toString()), "sluice-" + plain(queue == null ? group : queue));
    }

    /** The hint once it is another than this decision's, or after so long. */
    URI after(long index, int seconds) {
        String more = hint.getQuery() == null ? "?" : "&";
        return URI.create(hint + more + "wait=" + seconds + "s&index=" + index);
    }

    private static @Nullable String given(Map<String, String> metadata, String name) {
        String value = metadata.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String checked(String management) {
        try {
            return managementOf(management).toString();
        } catch (IllegalArgumentException e) {
            throw invalid("management is " + management + ": " + e.getMessage());
        }
    }

    /** @throws IllegalArgumentException unless a management port can be there */
    static URI managementOf(String text) {
        URI uri = URI.create(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean speaksHttp = scheme.equals("http") || scheme.equals("https");
        if (!speaksHttp || uri.getHost() == null || uri.getQuery() != null) {
            throw new IllegalArgumentException("an address such as http://sluice:9325 is wanted");
        }
        return uri;
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As KEDA has names of metrics. */
    private static String plain(@Nullable String name) {
        return String.valueOf(name).replaceAll("[^A-Za-z0-9_-]", "-");
    }

    private static RuntimeException invalid(String why) {
        return Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException();
    }
}
