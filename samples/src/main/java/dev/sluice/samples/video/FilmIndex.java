package dev.sluice.samples.video;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.samples.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The films of the library, in a file that is only appended to: a line of JSON for each film that was added and for each that
 * was published. What a method has done is on disk when it returns. One process at a time.
 */
final class FilmIndex implements AutoCloseable {

    /** A line: one of the two is there. */
    private record Line(@Nullable Film added, @Nullable String published) {}

    private record Entry(Film film, boolean published) {}

    private final FileChannel file;
    private final Map<String, Entry> films = new LinkedHashMap<>();

    private FilmIndex(FileChannel file) {
        this.file = file;
    }

    /**
     * Reads the file, creating it when it is missing. A last line without an end was never confirmed to anybody, and is cut off.
     *
     * @throws IOException also when another process has it open, or a line makes no sense
     */
    static FilmIndex open(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (lock(file) == null) throw new IOException(path + " is in use by another process");
            var index = new FilmIndex(file);
            index.read();
            return index;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Does nothing when the film is there. */
    synchronized void add(Film film) throws IOException {
        if (!films.containsKey(film.id())) append(new Line(film, null));
    }

    /** Does nothing when that is known. */
    synchronized void published(String id) throws IOException {
        if (!isPublished(id)) append(new Line(null, id));
    }

    synchronized boolean isPublished(String id) {
        Entry entry = films.get(id);
        return entry != null && entry.published();
    }

    synchronized @Nullable Film film(String id) {
        Entry entry = films.get(id);
        return entry == null ? null : entry.film();
    }

    /** The published ones, the oldest first. */
    synchronized List<Film> films() {
        Collection<Entry> all = films.values();
        return all.stream().filter(Entry::published).map(Entry::film).toList();
    }

    /** Gives the file free. */
    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private void append(Line line) throws IOException {
        long end = file.position();
        try {
            write(Json.MAPPER.writeValueAsString(line) + "\n");
        } catch (IOException e) {
            file.truncate(end);
            throw e;
        }
        apply(line);
    }

    private void write(String line) throws IOException {
        var rest = ByteBuffer.wrap(line.getBytes(UTF_8));
        while (rest.hasRemaining()) file.write(rest);
        file.force(true);
    }

    private void read() throws IOException {
        String text = new String(Channels.newInputStream(file).readAllBytes(), UTF_8);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        for (String line : whole.lines().toList()) apply(Json.MAPPER.readValue(line, Line.class));
        file.truncate(whole.getBytes(UTF_8).length);
        file.position(file.size());
    }

    private void apply(Line line) throws IOException {
        Film added = line.added();
        Film film = added == null && line.published() != null ? film(line.published()) : added;
        if (film == null) throw new IOException("an index line that makes no sense: " + line);
        films.put(film.id(), new Entry(film, added == null));
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }
}
