package dev.sluice.bench;

import dev.sluice.bench.measure.Json;
import dev.sluice.bench.measure.Meter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast the disk confirms a write: no durable answer at one connection can be faster. */
@Command(mixinStandardHelpOptions = true, description = "Appends 1 KiB and syncs it, again and again, in --directory.")
final class Disk implements Callable<Integer> {
    private static final int BYTES = 1024;

    @Option(names = "--directory", description = "on the disk to be measured; default: the current one")
    Path directory = Path.of("");

    @Option(names = "--seconds", description = "how long; default ${DEFAULT-VALUE}")
    double seconds = 3;

    @Option(names = "--json", description = "print one line of JSON")
    boolean json;

    @Override
    public Integer call() throws IOException {
        var file = Files.createTempFile(directory.toAbsolutePath(), "sluice-bench", ".sync");
        var meter = new Meter();
        var syncs = meter.events("sync");
        meter.open();
        long startedAt = System.nanoTime();
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var block = new byte[BYTES];
            while (System.nanoTime() - startedAt < seconds * TimeUnit.SECONDS.toNanos(1)) {
                ThreadLocalRandom.current().nextBytes(block);
                long before = System.nanoTime();
                int written = channel.write(ByteBuffer.wrap(block));
                channel.force(false);
                meter.count(syncs, System.nanoTime() - before, written / BYTES);
            }
        } finally {
            Files.delete(file);
        }
        var members = new LinkedHashMap<String, Object>();
        members.put("mode", "disk");
        members.put("syncsPerSecond", syncs.count() * 1e9 / (System.nanoTime() - startedAt));
        members.put("p50Millis", syncs.percentileMillis(50));
        members.put("p99Millis", syncs.percentileMillis(99));
        members.put("maxMillis", syncs.maxMillis());
        if (json) System.out.println(Json.write(members));
        else members.forEach((name, value) -> System.out.println(name + " " + value));
        return 0;
    }
}
