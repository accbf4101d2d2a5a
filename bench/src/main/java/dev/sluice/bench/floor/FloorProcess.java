package dev.sluice.bench.floor;

import dev.sluice.bench.wire.ServerAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@link FloorServer} in a Java virtual machine of its own, so that its processor time can be told from ours. */
public final class FloorProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private FloorProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param answerBytes length of the answer's body, at least 12 */
    public static FloorProcess start(int answerBytes, int eventLoops) {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // The statistics file of jstat makes collections wait for a busy disk.
                "-XX:+PerfDisableSharedMem",
                "-cp",
                System.getProperty("java.class.path"),
                FloorServer.class.getName(),
                "0",
                Integer.toString(answerBytes),
                Integer.toString(eventLoops));
        try {
            var process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String port = out.readLine();
            if (port == null) throw new IllegalStateException("the floor server did not start");
            return new FloorProcess(process, Integer.parseInt(port));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the floor server", e);
        }
    }

    public ServerAddress address() {
        return new ServerAddress("127.0.0.1", port);
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it by ending its input, and after five seconds by force. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end the floor server", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
