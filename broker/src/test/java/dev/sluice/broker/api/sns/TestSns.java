package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Answered;
import dev.sluice.broker.api.ApiOptions;
import dev.sluice.broker.api.FakeCall;
import dev.sluice.broker.api.TestSqs;
import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.ApplicationId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SNS over a real machine, as a client sees it, with SQS beside it. */
final class TestSns {
    static final String ACCOUNT = TestSqs.ACCOUNT;
    private static final Pattern ENTRY = Pattern.compile("<key>([^<]*)</key><value>([^<]*)</value>");

    final TestSqs sqs;
    private String authorization;

    TestSns() {
        this(ApiOptions.DEFAULTS);
    }

    TestSns(ApiOptions options) {
        sqs = new TestSqs(options, 120_000);
        authorization = authorization(ACCOUNT, "us-east-1");
    }

    /** From now on, requests carry these credentials. */
    TestSns signedBy(String accessKey, String region) {
        authorization = authorization(accessKey, region);
        return this;
    }

    static String authorization(String accessKey, String region) {
        return TestSqs.authorization(accessKey, region).replace("/sqs/", "/sns/");
    }

    /** A request as SDKs send it: names and values by turns, the values not yet encoded. */
    Answered call(String action, String... namesAndValues) {
        return form("Action=" + action + "&Version=2010-03-31" + encoded(namesAndValues));
    }

    /** The same under a token that makes it happen once. */
    Answered under(String token, String action, String... namesAndValues) {
        var call = new FakeCall("POST", "/", "Action=" + action + "&Version=2010-03-31" + encoded(namesAndValues));
        return handle(call.with("Authorization", authorization).with("X-Sluice-Idempotency-Token", token));
    }

    /** A request that must succeed. */
    Answered ok(String action, String... namesAndValues) {
        Answered answered = call(action, namesAndValues);
        if (answered.status() != 200) throw new AssertionError(answered.fault());
        return answered;
    }

    static String arn(String topic) {
        return "arn:aws:sns:us-east-1:" + ACCOUNT + ":" + topic;
    }

    static String queueArn(String queue) {
        return "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + queue;
    }

    /** A topic that is to be; names and values of attributes by turns. */
    TestSns topic(String name, String... attributes) {
        ok("CreateTopic", with(new String[] {"Name", name}, attributes));
        return this;
    }

    /** A queue subscribed to a topic; names and values of attributes by turns. Answers the subscription's ARN. */
    String subscribed(String topic, String queue, String... attributes) {
        String[] request = {"TopicArn", arn(topic), "Protocol", "sqs", "Endpoint", queueArn(queue)};
        return String.valueOf(ok("Subscribe", with(request, attributes)).element("SubscriptionArn"));
    }

    /** A mobile endpoint of an application that is to be. Answers its ARN. */
    String endpoint(String application) {
        String[] members = {"Name", application, "Platform", "GCM"};
        String arn = String.valueOf(ok("CreatePlatformApplication", with(members, "PlatformCredential", "k"))
                .element("PlatformApplicationArn"));
        return String.valueOf(ok("CreatePlatformEndpoint", "PlatformApplicationArn", arn, "Token", "token")
                .element("EndpointArn"));
    }

    /** What waits for endpoints of an application, taken from there. */
    List<String> captured(String application) {
        var queue = new ApplicationId(ACCOUNT, "us-east-1", "GCM", application).captureQueue();
        List<String> bodies = new ArrayList<>();
        while (sqs.shards.apply(new Command.Receive(queue, 10, 30, 0)) instanceof Reply.Received received
                && !received.deliveries().isEmpty()) {
            received.deliveries()
                    .forEach(each -> bodies.add(new String(each.message().body(), StandardCharsets.UTF_8)));
        }
        return bodies;
    }

    /** Members of a request and a map of attributes behind them, as the wire spells it. */
    static String[] with(String[] members, String... attributes) {
        List<String> all = new ArrayList<>(List.of(members));
        for (int i = 0; i < attributes.length; i += 2) {
            String entry = "Attributes.entry." + (i / 2 + 1);
            all.addAll(List.of(entry + ".key", attributes[i], entry + ".value", attributes[i + 1]));
        }
        return all.toArray(String[]::new);
    }

    Map<String, String> topicAttributes(String topic) {
        return attributes(ok("GetTopicAttributes", "TopicArn", arn(topic)));
    }

    Map<String, String> subscriptionAttributes(String subscriptionArn) {
        return attributes(ok("GetSubscriptionAttributes", "SubscriptionArn", subscriptionArn));
    }

    /** The map of an answer. */
    static Map<String, String> attributes(Answered answered) {
        Map<String, String> attributes = new TreeMap<>();
        Matcher entry = ENTRY.matcher(answered.body());
        while (entry.find()) attributes.put(entry.group(1), unescaped(entry.group(2)));
        return attributes;
    }

    /** What stands in all elements of that name. */
    static List<String> elements(Answered answered, String name) {
        List<String> found = new ArrayList<>();
        Matcher element =
                Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answered.body());
        while (element.find()) found.add(unescaped(element.group(1)));
        return found;
    }

    private static String unescaped(String xml) {
        return xml.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** The bodies of all messages in a queue, received and left there for the time being. */
    List<String> bodies(String queue) {
        List<String> bodies = new ArrayList<>();
        while (true) {
            List<?> messages = sqs.json("ReceiveMessage", "{'QueueUrl':'" + queue + "','MaxNumberOfMessages':10}")
                    .list("Messages");
            if (messages.isEmpty()) return bodies;
            for (Object message : messages) bodies.add(String.valueOf(((Map<?, ?>) message).get("Body")));
        }
    }

    /** A form posted to the root, signed. */
    Answered form(String form) {
        return handle(new FakeCall("POST", "/", form).with("Authorization", authorization));
    }

    /** A link that somebody follows. */
    Answered unsigned(String action, String... namesAndValues) {
        return handle(new FakeCall("GET", "/?Action=" + action + encoded(namesAndValues), ""));
    }

    Answered handle(FakeCall call) {
        return sqs.handle(call.with("Host", "localhost:9324")).answered();
    }

    private static String encoded(String... namesAndValues) {
        var form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append('&').append(namesAndValues[i]).append('=');
            form.append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}
