package dev.sluice.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process in a JVM of its own on the class path of this one, which can be killed and started again. */
public final class SampleProcess implements AutoCloseable {
    private final ProcessBuilder builder;
    private final Path output;
    private Process process;

    private SampleProcess(ProcessBuilder builder, Path output) throws IOException {
        this.builder = builder;
        this.output = output;
        process = builder.start();
    }

    /** @param output what it prints is appended there */
    public static SampleProcess start(
            Path output, Map<String, String> environment, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(line(mainClass));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            return new SampleProcess(builder, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that starts this class. */
    public static List<String> line(String mainClass) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass);
    }

    /** Kill -9, and a new one at once. */
    public void killAndRestart() {
        close();
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kill -9. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) throw new AssertionError("cannot kill " + process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
