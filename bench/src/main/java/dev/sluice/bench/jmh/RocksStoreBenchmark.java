package dev.sluice.bench.jmh;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.store.RocksStore;
import dev.sluice.broker.store.StoreOptions;
import dev.sluice.broker.store.SyncMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One turn of sends written: {@code messages} rows of 1 KiB and the queue's head. Time is per turn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RocksStoreBenchmark {
    private static final long LOG_ID = 1;
    private static final int DIFFERENT_MESSAGES = 4096;

    @Param({"1", "16", "128"})
    int messages;

    @Param({"ALWAYS", "NEVER"})
    SyncMode sync = SyncMode.ALWAYS;

    private final List<Message> pool = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // JMH opens it before it runs anything
    private RocksStore store;

    private long sequence;
    private long index;

    @Setup(Level.Trial)
    public void open() throws IOException {
        for (int i = 0; i < DIFFERENT_MESSAGES; i++) pool.add(Samples.message(i));
        directory = Files.createTempDirectory("sluice-bench");
        store = RocksStore.open(new StoreOptions(directory, sync, 256L << 20, 64L << 20, 0));
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        store.close();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    @Benchmark
    public void sends() {
        changes.clear();
        long now = index;
        for (int i = 0; i < messages; i++) {
            sequence++;
            changes.add(new Change.PutMessage(
                    LOG_ID, Position.available(sequence), now, pool.get((int) (sequence % DIFFERENT_MESSAGES))));
        }
        changes.add(new Change.PutHead(LOG_ID, head()));
        index++;
        store.write(changes, new ShardHead(LOG_ID + 1, now, index));
    }

    private QueueHead head() {
        return new QueueHead(
                sequence + 1, 1, 1, QueueHead.START, 1, QueueHead.START, sequence, 0, 0, sequence, 0, 0, 0, 0, 0);
    }
}
