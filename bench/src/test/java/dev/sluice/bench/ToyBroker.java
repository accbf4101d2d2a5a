package dev.sluice.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of SQS and SNS as the loads use, in memory, without filter policies; can be told to misbehave. */
final class ToyBroker implements AutoCloseable {
    private static final Pattern QUEUE = Pattern.compile("\"Queue(?:Name|Url)\":\"(?:[^\"]*/)?([^\"/]+)\"");
    private static final Pattern BODY = Pattern.compile("\"MessageBody\":\"([^\"]*)\"");
    private static final Pattern WAIT = Pattern.compile("\"WaitTimeSeconds\":(\\d+)");
    private static final Pattern FORM_MEMBER = Pattern.compile("([^&=]+)=([^&]*)");
    private static final Pattern HANDLE = Pattern.compile("\"ReceiptHandle\":\"([^\"]*)\"");

    private final Map<String, BlockingQueue<String>> queues = new ConcurrentHashMap<>();
    private final Map<String, List<BlockingQueue<String>>> topics = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean deliversTwice;
    private volatile boolean loses;

    ToyBroker() {
        // It writes head and body apart, and without this every answer would wait for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no port", e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every message from now on is received twice. */
    ToyBroker deliveringTwice() {
        deliversTwice = true;
        return this;
    }

    /** One message is acknowledged and forgotten. */
    ToyBroker losingOne() {
        loses = true;
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        byte[] answer = (target == null
                        ? topicOperation(request)
                        : operation(target.substring(target.indexOf('.') + 1), request))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String operation(String action, String request) {
        Matcher name = QUEUE.matcher(request);
        var queue = queues.computeIfAbsent(name.find() ? name.group(1) : "", key -> new LinkedBlockingQueue<>());
        return switch (action) {
            case "CreateQueue" -> "{\"QueueUrl\":\"" + endpoint() + "/000000000000/" + name.group(1) + "\"}";
            case "SendMessage", "SendMessageBatch" -> send(queue, request);
            case "ReceiveMessage" -> receive(queue, request);
            case "DeleteMessageBatch" -> deleted(request);
            case "GetQueueAttributes" ->
                "{\"Attributes\":{"
                        + (request.contains("QueueArn")
                                ? "\"QueueArn\":\"arn:aws:sqs:us-east-1:000000000000:" + name.group(1) + "\"}}"
                                : "\"ApproximateNumberOfMessages\":\"" + queue.size() + "\"}}");
            case "PurgeQueue" -> {
                queue.clear();
                yield "{}";
            }
            default -> "{}";
        };
    }

    private String topicOperation(String form) {
        var members = new HashMap<String, String>();
        for (var member = FORM_MEMBER.matcher(form); member.find(); ) {
            members.put(member.group(1), URLDecoder.decode(member.group(2), StandardCharsets.UTF_8));
        }
        var subscribed = topics.computeIfAbsent(
                members.getOrDefault("TopicArn", members.getOrDefault("Name", "")),
                key -> new CopyOnWriteArrayList<>());
        switch (members.getOrDefault("Action", "")) {
            case "Subscribe" -> {
                String arn = members.getOrDefault("Endpoint", "");
                subscribed.add(queues.get(arn.substring(arn.lastIndexOf(':') + 1)));
            }
            case "Publish" -> subscribed.forEach(queue -> queue.add(members.getOrDefault("Message", "")));
            default -> {}
        }
        return "<TopicArn>" + members.get("Name") + "</TopicArn>";
    }

    private String send(BlockingQueue<String> queue, String request) {
        var results = new ArrayList<String>();
        for (var body = BODY.matcher(request); body.find(); ) {
            results.add("{\"Id\":\"" + results.size() + "\",\"MessageId\":\"m\"}");
            if (loses) {
                loses = false;
                continue;
            }
            queue.add(body.group(1));
            if (deliversTwice) queue.add(body.group(1));
        }
        return "{\"Successful\":[" + String.join(",", results) + "]}";
    }

    private static String receive(BlockingQueue<String> queue, String request) {
        Matcher wait = WAIT.matcher(request);
        List<String> bodies = new ArrayList<>();
        try {
            String first = queue.poll(wait.find() ? Math.min(1, Integer.parseInt(wait.group(1))) : 0, TimeUnit.SECONDS);
            if (first == null) return "{}";
            bodies.add(first);
            queue.drainTo(bodies, 9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "{}";
        }
        var messages = bodies.stream()
                .map(body -> "{\"MessageId\":\"m\",\"ReceiptHandle\":\"h\",\"Body\":\"" + body + "\"}")
                .toList();
        return "{\"Messages\":[" + String.join(",", messages) + "]}";
    }

    private static String deleted(String request) {
        long count = HANDLE.matcher(request).results().count();
        return "{\"Successful\":[" + "{\"Id\":\"0\"},".repeat((int) count - 1) + "{\"Id\":\"0\"}]}";
    }
}
