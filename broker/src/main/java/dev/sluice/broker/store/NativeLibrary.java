package dev.sluice.broker.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads RocksDB's native code. Left to itself it unpacks 17 MB into the temporary directory at every start, about 110 ms,
 * and leaves them there when the process is killed. So the library is unpacked once into the data directory, and checked
 * against the jar's own check sum before each use.
 */
final class NativeLibrary {
    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);

    private NativeLibrary() {}

    /** @param directory exists and belongs to the broker */
    static void load(Path directory) {
        if (RocksDB.rocksdbVersion() != null) return;
        try {
            if (unpack(directory)) {
                RocksDB.loadLibrary(List.of(cache(directory).toString()));
                return;
            }
        } catch (IOException | UnsatisfiedLinkError e) {
            // Full disk, a directory mounted noexec: RocksDB's own way may still work.
            log.info("cannot keep RocksDB's native library in the data directory", e);
        }
        RocksDB.loadLibrary();
    }

    /** @return false when the library does not come from a jar, so that there is nothing to unpack */
    static boolean unpack(Path directory) throws IOException {
        Path cache = cache(directory);
        URL packed = RocksDB.class.getResource("/" + Environment.getJniLibraryFileName("rocksdb"));
        if (packed == null || !(packed.openConnection() instanceof JarURLConnection jar)) return false;
        Path file = cache.resolve(loadedName());
        if (Files.exists(file) && checksum(file) == jar.getJarEntry().getCrc()) return true;

        Files.createDirectories(cache);
        Path partial = Files.createTempFile(cache, "unpacking", ".tmp");
        try (InputStream in = jar.getInputStream()) {
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
        return true;
    }

    private static Path cache(Path directory) {
        return directory.resolve("native").toAbsolutePath();
    }

    /** The name RocksDB.loadLibrary(paths) looks for, which differs from the one in the jar. */
    private static String loadedName() {
        return Environment.getJniLibraryFileName("rocksdbjni");
    }

    private static long checksum(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var crc = new CRC32();
            crc.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            return crc.getValue();
        }
    }
}
