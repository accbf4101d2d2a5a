package dev.sluice.samples.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A folder that stands for a bucket: whole objects under keys with slashes. Safe for use by many processes. */
final class Bucket {
    private static final String INCOMING = ".incoming";

    private final Path folder;

    private Bucket(Path folder) {
        this.folder = folder;
    }

    /** Creates the folder when it is missing. */
    static Bucket at(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Files.createDirectories(absolute.resolve(INCOMING));
        return new Bucket(absolute);
    }

    String name() {
        return folder.getFileName().toString();
    }

    boolean has(String key) {
        return Files.isRegularFile(file(key));
    }

    /** @throws NoSuchFileException when there is no such object */
    byte[] get(String key) throws IOException {
        return Files.readAllBytes(file(key));
    }

    /**
     * Stores an object, or replaces it. Nobody ever sees a part of it, and when this returns it is on disk, name and all.
     */
    void put(String key, byte[] bytes) throws IOException {
        Path file = file(key);
        Files.createDirectories(parent(file));
        Path incoming = Files.createTempFile(folder.resolve(INCOMING), "put", null);
        try {
            try (var channel = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
                var rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) channel.write(rest);
                channel.force(true);
            }
            Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(incoming);
        }
        for (Path name = file; !name.equals(folder); name = parent(name)) sync(parent(name));
    }

    private Path file(String key) {
        Path file = folder.resolve(key).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) throw new IllegalArgumentException("not a key: " + key);
        return file;
    }

    /** Of a path inside the folder, which has one. */
    private static Path parent(Path inside) {
        return Objects.requireNonNull(inside.getParent());
    }

    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
