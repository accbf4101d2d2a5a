package dev.sluice.samples.shop;

import dev.sluice.samples.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Entries under the ids of orders, each made once by whichever process is first: a folder that stands for a table with a primary
 * key. Safe for use by many processes; {@link #unseen} by one thread.
 */
final class Ledger<T> {
    private static final String INCOMING = ".incoming";

    private final Path folder;
    private final Class<T> type;
    private final Set<String> seen = new HashSet<>();

    private Ledger(Path folder, Class<T> type) {
        this.folder = folder;
        this.type = type;
    }

    /** Creates the folder when it is missing. */
    static <T> Ledger<T> at(Path folder, Class<T> type) throws IOException {
        Files.createDirectories(folder.resolve(INCOMING));
        return new Ledger<>(folder, type);
    }

    boolean has(String id) {
        return Files.exists(folder.resolve(id));
    }

    /** False when there is an entry of that id already. Else it is on disk, whole, when this returns. */
    boolean enter(String id, T entry) throws IOException {
        Path incoming = Files.createTempFile(folder.resolve(INCOMING), "entry", null);
        try {
            try (var channel = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(entry));
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            Files.createLink(folder.resolve(id), incoming); // what a rename does not: fails when the name is taken
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(incoming);
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return true;
    }

    /** The entries that no call has returned before. */
    List<T> unseen() throws IOException {
        var entries = new ArrayList<T>();
        try (var files = Files.newDirectoryStream(folder, file -> !Files.isDirectory(file))) {
            for (Path file : files) {
                if (seen.add(folder.relativize(file).toString())) {
                    entries.add(Json.MAPPER.readValue(Files.readAllBytes(file), type));
                }
            }
        }
        return entries;
    }
}
