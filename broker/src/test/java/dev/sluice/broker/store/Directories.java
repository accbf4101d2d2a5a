package dev.sluice.broker.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Copies of data directories, as a crash would leave them. */
final class Directories {
    private Directories() {}

    /** What the operating system has at this moment: as after a kill. Not the native library, which is large. */
    static Path copy(Path from, Path to) {
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file));
            try {
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return to;
    }

    static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("librocksdbjni"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest write-ahead log. */
    static Path log(Path directory) {
        var logs = logs(directory);
        return logs.get(logs.size() - 1);
    }

    /** Every write-ahead log, oldest first. Only one when nothing is being flushed. */
    static List<Path> logs(Path directory) {
        var logs = new ArrayList<Path>();
        try {
            WalRecovery.files(directory.resolve("rows")).forEach(logs::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return logs;
    }

    static void flipBit(Path file, long at) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 1);
        }
    }
}
