package dev.sluice.broker.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code sluice} command, run to its end in a JVM of its own.
 *
 * @param exitStatus 0 when all went well
 * @param output both of its streams
 */
public record SluiceCommand(int exitStatus, String output) {

    public static SluiceCommand run(String... arguments) {
        try {
            Process process = new ProcessBuilder(line(arguments))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new SluiceCommand(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The command line: this JVM's program and class path, a small heap, and a compiler that is quick to warm up. */
    static List<String> line(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sluice.broker.Main"));
        line.addAll(List.of(arguments));
        return line;
    }
}
