package dev.sluice.samples.autoscale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sample autoscale}. */
@Command(
        name = "autoscale",
        description = "Keeps as many processes of a command running as the broker's hint for a queue says.",
        mixinStandardHelpOptions = true)
public final class AutoscaleCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--queue", required = true, description = "the queue whose hint is followed")
    @SuppressWarnings("NullAway.Init")
    private String queue;

    @Option(
            names = "--max",
            defaultValue = "4",
            description = "never more processes than this; default ${DEFAULT-VALUE}")
    private int max;

    @Option(
            names = "--management",
            defaultValue = "${env:SLUICE_MANAGEMENT:-http://127.0.0.1:9325}",
            description = "the broker's management port; default SLUICE_MANAGEMENT, else http://127.0.0.1:9325")
    @SuppressWarnings("NullAway.Init")
    private URI management;

    @Option(names = "--count", description = "a file to keep the number of workers in, for who wants to watch")
    private @Nullable Path count;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "what a worker is started with, behind --")
    @SuppressWarnings("NullAway.Init")
    private List<String> command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (max < 1) throw new ParameterException(spec.commandLine(), "--max must be positive");
        if (count != null) Files.createDirectories(count.toAbsolutePath().getParent());
        var autoscaler = new Autoscaler(new Hint(management, queue), new WorkerPool(command, max), this::count);
        Runtime.getRuntime().addShutdownHook(new Thread(autoscaler::close, "shutdown"));
        autoscaler.run();
        return 0;
    }

    /** As a whole, so that nobody reads half of it. */
    private void count(int workers) {
        if (count == null) return;
        try {
            Path next = Files.writeString(Path.of(count + ".next"), Integer.toString(workers));
            Files.move(next, count, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
