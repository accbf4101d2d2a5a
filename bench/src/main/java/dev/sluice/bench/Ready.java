package dev.sluice.bench;

import dev.sluice.bench.wire.ServerAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** For scripts: waits until a server answers. */
@Command(mixinStandardHelpOptions = true, description = "Waits until the server answers ListQueues.")
final class Ready implements Callable<Integer> {
    @Option(names = "--endpoint", description = "where it listens; default ${DEFAULT-VALUE}")
    String endpoint = "http://127.0.0.1:9324";

    @Option(names = "--seconds", description = "give up after so long; default ${DEFAULT-VALUE}")
    double seconds = 60;

    @Override
    public Integer call() {
        return FirstAnswer.await(ServerAddress.of(endpoint), seconds, () -> true) ? 0 : 1;
    }
}
