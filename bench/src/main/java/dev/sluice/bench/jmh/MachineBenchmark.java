package dev.sluice.bench.jmh;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Entry;
import dev.sluice.broker.engine.ShardMachine;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The rules of a standard queue without disk and network: a store that remembers the last messages in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MachineBenchmark {
    private static final int TEN = 10;
    private static final int IN_FLIGHT_LIMIT = 120_000;
    private static final QueueId QUEUE = new QueueId("000000000000", "us-east-1", "jobs");

    /** Sends that come in turn, so that quiet messages are each of a group of their own. */
    private static final int SENDS = 100;

    /** What the messages' groups are: none, a thousand quiet ones, or a noisy one for half of them, with a backlog. */
    @Param({"none", "quiet", "noisy"})
    String groups = "none";

    private final RecentMessages store = new RecentMessages();
    private final ShardMachine machine = new ShardMachine(store, IN_FLIGHT_LIMIT);
    private final Effects effects = new Effects();
    private final Command[] sendOne = new Command[SENDS];
    private final Command[] sendTen = new Command[SENDS];
    private int sends;
    private long index;
    private long now = 1_700_000_000_000L;

    @Setup
    public void createQueue() {
        for (int i = 0; i < SENDS; i++) {
            sendOne[i] = send(i, 1);
            sendTen[i] = send(i, TEN);
        }
        turn(new Command.CreateQueue(QUEUE, QueueAttributes.DEFAULTS, Map.of()));
        if (groups.equals("noisy")) for (Command send : sendTen) turn(send);
    }

    /** A turn with a single message. */
    @Benchmark
    public Reply send() {
        return turn(sendOne[sends++ % SENDS]);
    }

    /** A message's share of three turns: ten sent, ten received, ten deleted. */
    @Benchmark
    @OperationsPerInvocation(TEN)
    public Reply sendReceiveDelete() {
        turn(sendTen[sends++ % SENDS]);
        var received =
                (Reply.Received) turn(new Command.Receive(QUEUE, TEN, Command.QUEUE_DEFAULT, Command.QUEUE_DEFAULT));
        if (received.deliveries().size() != TEN) {
            throw new IllegalStateException("received " + received.deliveries().size());
        }
        return turn(new Command.Delete(
                QUEUE,
                received.deliveries().stream().map(Reply.Delivery::handle).toList()));
    }

    private Reply turn(Command command) {
        Reply reply = machine.apply(new Entry(++index, ++now, command), effects);
        machine.endTurn(effects);
        store.write(effects.changes());
        effects.clear();
        return reply;
    }

    private Command send(int number, int count) {
        List<Command.Outgoing> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message message = Samples.message(i, group(number * TEN + i));
            messages.add(new Command.Outgoing(message, message.body().length, Command.QUEUE_DEFAULT));
        }
        return new Command.Send(QUEUE, messages);
    }

    private @Nullable String group(int message) {
        return switch (groups) {
            case "quiet" -> "tenant-" + message;
            case "noisy" -> message % 2 == 0 ? "tenant-noisy" : null;
            default -> null;
        };
    }
}
