package dev.sluice.bench.jmh;

import dev.sluice.broker.engine.filter.FilterIndex;
import dev.sluice.broker.engine.filter.FilterPolicy;
import dev.sluice.broker.engine.filter.FilterPolicyScope;
import dev.sluice.broker.engine.filter.InvalidFilterPolicy;
import dev.sluice.broker.model.MessageAttribute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Which subscriptions of a topic want a message: five attributes, or a body of 110 bytes that says the same. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FilterBenchmark {
    private static final int STORES = 1_000;
    private static final int MESSAGES = 64;

    @Param({"1", "1000"})
    int policies = 1;

    @Param({"MESSAGE_ATTRIBUTES", "MESSAGE_BODY"})
    FilterPolicyScope scope = FilterPolicyScope.MESSAGE_ATTRIBUTES;

    /** How policies tell messages apart: by a listed value, which the index leads to, or otherwise. */
    @Param({"value", "prefix", "range", "anything-but"})
    String by = "value";

    private final FilterIndex<Integer> index = new FilterIndex<>();
    private final List<List<MessageAttribute>> attributes = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private int next;

    @Setup
    public void subscribe() throws InvalidFilterPolicy {
        for (int i = 0; i < policies; i++) {
            index.put(i, FilterPolicy.of("{\"event\":[\"order_placed\"]," + condition(i) + "}", scope));
        }
        for (int i = 0; i < MESSAGES; i++) {
            int number = i * 397 % STORES;
            attributes.add(List.of(
                    attribute("event", "String", "order_placed"),
                    attribute("store", "String", "store-" + number),
                    attribute("price", "Number", number + ".99"),
                    attribute("region", "String", "eu-west-1"),
                    attribute("interests", "String.Array", "[\"soccer\",\"rugby\"]")));
            bodies.add(bytes("{\"event\":\"order_placed\",\"store\":\"store-" + number + "\",\"price\":" + number
                    + ".99,\"region\":\"eu-west-1\",\"interests\":[\"soccer\",\"rugby\"]}"));
        }
    }

    @Benchmark
    public List<Integer> publish() {
        int message = next++ % MESSAGES;
        return index.matching(attributes.get(message), bodies.get(message));
    }

    private String condition(int i) {
        return switch (by) {
            case "prefix" -> "\"store\":[{\"prefix\":\"store-" + i + "\"}]";
            case "range" -> "\"price\":[{\"numeric\":[\">\"," + i + ",\"<=\"," + (i + 1) + "]}]";
            case "anything-but" -> "\"store\":[{\"anything-but\":\"store-" + i + "\"}]";
            default -> "\"store\":[\"store-" + i + "\"]";
        };
    }

    private static MessageAttribute attribute(String name, String type, String value) {
        return new MessageAttribute(name, type, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
