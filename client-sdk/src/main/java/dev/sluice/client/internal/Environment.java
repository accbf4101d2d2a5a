package dev.sluice.client.internal;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the servers are and what requests are signed for, as far as nobody has said so in code. */
public final class Environment {
    private static final List<String> QUEUE_VARIABLES =
            List.of("SLUICE_ENDPOINT", "AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL");
    private static final List<String> TOPIC_VARIABLES =
            List.of("SLUICE_ENDPOINT", "AWS_ENDPOINT_URL_SNS", "AWS_ENDPOINT_URL");
    private static final List<String> MANAGEMENT_VARIABLES = List.of("SLUICE_MANAGEMENT");
    private static final String HERE = "http://127.0.0.1:9324";

    private static final Pattern AWS_HOST = Pattern.compile(
            "(?:(?:.+\\.)?(?:sqs|sns)(?:-fips)?|.+\\.vpce)\\.([a-z0-9-]+)\\.(?:vpce\\.)?(?:amazonaws\\.com|api\\.aws).*");

    private static final Pattern AWS_QUEUES = Pattern.compile("^(https?://)sqs(?=[.-])");

    private Environment() {}

    public static List<URI> endpoints(Map<String, String> environment) {
        return endpoints(QUEUE_VARIABLES, environment).orElse(List.of(endpoint(URI.create(HERE))));
    }

    /** Those that the environment says are SNS's; else the ones that have the queues, but for AWS's, which have two names. */
    public static List<URI> topicEndpoints(List<URI> queueEndpoints, Map<String, String> environment) {
        return endpoints(TOPIC_VARIABLES, environment).orElse(topicEndpoints(queueEndpoints));
    }

    /** Management ports that the environment names; else the servers themselves, which may have hints on their data ports. */
    public static List<URI> hintEndpoints(List<URI> endpoints, Map<String, String> environment) {
        return endpoints(MANAGEMENT_VARIABLES, environment).orElse(endpoints);
    }

    /** The same servers, but for AWS's, which has another name where there are topics. */
    public static List<URI> topicEndpoints(List<URI> queueEndpoints) {
        return queueEndpoints.stream().map(Environment::topicEndpoint).toList();
    }

    private static URI topicEndpoint(URI server) {
        Matcher queues = AWS_QUEUES.matcher(server.toString());
        return AWS_HOST.matcher(server.getHost()).matches() && queues.find()
                ? URI.create(queues.replaceFirst("$1sns"))
                : server;
    }

    private static Optional<List<URI>> endpoints(List<String> variables, Map<String, String> environment) {
        return variables.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(servers -> List.of(servers.split(",")).stream()
                        .map(server -> endpoint(URI.create(server.strip())))
                        .toList());
    }

    public static String region(URI endpoint, Map<String, String> environment) {
        Matcher aws = AWS_HOST.matcher(endpoint.getHost());
        if (aws.matches()) return aws.group(1);
        String region = environment.getOrDefault("AWS_REGION", "");
        return region.isBlank() ? environment.getOrDefault("AWS_DEFAULT_REGION", "us-east-1") : region;
    }

    /**
     * With a path, which is at least a slash.
     *
     * @throws IllegalArgumentException unless it is http or https and has a host
     */
    public static URI endpoint(URI server) {
        boolean web = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
        if (!web || server.getHost() == null || server.getRawQuery() != null) {
            throw new IllegalArgumentException("an endpoint is like http://127.0.0.1:9324: " + server);
        }
        return server.getRawPath().isEmpty() ? server.resolve("/") : server;
    }
}
