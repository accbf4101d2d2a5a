package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Characters;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which endpoints there can be for a protocol and a topic. Whether one is there is seen when it is sent to. */
final class EndpointRules {
    private static final int LONGEST = 2048;
    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+?[0-9]+([./-][0-9]+)*");

    private EndpointRules() {}

    static Protocol protocol(String name) {
        Protocol protocol = Protocol.named(name);
        if (protocol == null) {
            throw SnsFaults.invalidParameter("Amazon SNS does not support this protocol string: " + name);
        }
        return protocol;
    }

    /** The endpoint itself. */
    static String checked(Protocol protocol, @Nullable String given, TopicId topic) {
        if (given == null || given.isEmpty()) throw SnsFaults.invalidParameter("Endpoint");
        if (given.length() > LONGEST) throw SnsFaults.invalidParameter("Endpoint", "It is too long");
        if (topic.isFifo() && protocol != Protocol.SQS) {
            throw SnsFaults.invalidParameter(
                    "Invalid parameter: Endpoint", "Please use SQS queues to subscribe to FIFO topics");
        }
        switch (protocol) {
            case SQS -> checkQueue(given, topic);
            case HTTP, HTTPS -> checkUrl(protocol, given);
            case EMAIL, EMAIL_JSON -> checkAddress(given);
            case SMS -> {
                if (!PHONE_NUMBER.matcher(given).matches()) {
                    throw SnsFaults.invalidParameter("Invalid SMS endpoint: " + given);
                }
            }
            case APPLICATION -> checkArn(given, "sns");
            case LAMBDA -> checkArn(given, "lambda");
            case FIREHOSE -> checkArn(given, "firehose");
        }
        return given;
    }

    private static void checkQueue(String arn, TopicId topic) {
        QueueId queue = QueueId.ofArn(arn);
        if (queue == null || queue.name().isEmpty() || !Characters.areAccount(queue.account()))
            throw SnsFaults.invalidParameter("SQS endpoint ARN");
        if (queue.isFifo() && !topic.isFifo()) {
            throw SnsFaults.invalidParameter(
                    "Invalid parameter: Endpoint", "FIFO SQS Queues can not be subscribed to standard SNS topics");
        }
    }

    private static void checkUrl(Protocol protocol, String url) {
        URI parsed;
        try {
            parsed = new URI(url);
        } catch (URISyntaxException e) {
            throw SnsFaults.invalidParameter("Endpoint", "It is not a URL");
        }
        String scheme = parsed.getScheme();
        if (scheme == null || !scheme.toLowerCase(Locale.ROOT).equals(protocol.wireName())) {
            throw SnsFaults.invalidParameter("Endpoint must match the specified protocol");
        }
        if (parsed.getHost() == null) throw SnsFaults.invalidParameter("Endpoint", "It names no host");
    }

    private static void checkAddress(String address) {
        int at = address.lastIndexOf('@');
        boolean blank = address.chars().anyMatch(c -> c <= ' ');
        if (at < 1 || at == address.length() - 1 || blank) throw SnsFaults.invalidParameter("Email address");
    }

    private static void checkArn(String arn, String service) {
        String[] parts = arn.split(":", SnsArns.ELEMENTS);
        if (parts.length < SnsArns.ELEMENTS || !parts[0].equals("arn") || !parts[2].equals(service)) {
            throw noArn(service);
        }
    }

    private static ApiException noArn(String service) {
        return switch (service) {
            case "lambda" -> SnsFaults.invalidParameter("Lambda endpoint ARN");
            case "firehose" -> SnsFaults.invalidParameter("Firehose endpoint ARN");
            default -> SnsFaults.invalidParameter("Application endpoint arn invalid");
        };
    }
}
