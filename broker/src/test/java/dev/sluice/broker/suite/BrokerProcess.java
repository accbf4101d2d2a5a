package dev.sluice.broker.suite;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A broker in a JVM of its own, on the class path of this one. Its output goes to a file beside the data directory. */
public final class BrokerProcess implements AutoCloseable {
    private static final Pattern URLS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Process process;
    private final Path output;
    private final URI endpoint;
    private final URI management;

    private BrokerProcess(Process process, Path output, URI endpoint, URI management) {
        this.process = process;
        this.output = output;
        this.endpoint = endpoint;
        this.management = management;
    }

    /**
     * Starts a broker on free ports and waits until it has said where it listens.
     *
     * @param settings as after {@code --set}, such as {@code storage.memtable=8MiB}
     */
    public static BrokerProcess start(Path data, String... settings) {
        List<String> flags = new ArrayList<>();
        for (String setting : settings) flags.addAll(List.of("--set", setting));
        return startWith(data, flags);
    }

    /** The same with any flags. */
    static BrokerProcess startWith(Path data, List<String> flags) {
        List<String> command =
                SluiceCommand.line("server", "--data", data.toString(), "--port", "0", "--management-port", "0");
        command.addAll(flags);
        try {
            Path output = Files.createTempFile(data.toAbsolutePath().getParent(), "broker", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return awaitStart(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BrokerProcess awaitStart(Process process, Path output) {
        List<URI> urls = await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> announced(process, output), found -> found.size() == 2);
        return new BrokerProcess(process, output, urls.get(0), urls.get(1));
    }

    private static List<URI> announced(Process process, Path output) throws IOException {
        String said = Files.readString(output);
        if (!process.isAlive()) throw new AssertionError("the broker ended with " + process.exitValue() + ":\n" + said);
        List<URI> urls = new ArrayList<>();
        Matcher url = URLS.matcher(said);
        while (url.find() && said.indexOf('\n', url.end()) >= 0) urls.add(URI.create(url.group()));
        return urls;
    }

    public URI endpoint() {
        return endpoint;
    }

    public URI management() {
        return management;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kill -9, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(30));
    }

    /** SIGTERM.  @return the exit status */
    public int stop() {
        process.destroy();
        awaitExit(Duration.ofSeconds(30));
        return process.exitValue();
    }

    private void awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the broker did not end within " + limit + ":\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(30));
    }
}
