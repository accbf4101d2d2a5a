package dev.sluice.broker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process at a time on a data directory. The operating system holds the lock, so it goes with the process however
 * that ends; the file holds the process id for the message to the second comer, and stays.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws StoreException when there is no such directory, or another process, or part of this one, has it
     */
    static DirectoryLock acquire(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new StoreException("there is no data directory " + directory.toAbsolutePath());
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    directory.resolve(FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (tryLock(channel) == null) throw new StoreException(inUse(directory, channel));
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)), 0);
            return new DirectoryLock(channel);
        } catch (IOException e) {
            close(channel);
            throw new StoreException("could not lock the data directory " + directory.toAbsolutePath(), e);
        } catch (StoreException e) {
            close(channel);
            throw e;
        }
    }

    /** Does a piece of work on a directory that no broker may use meanwhile. */
    static <T> T holding(Path directory, Supplier<T> work) {
        var lock = acquire(directory);
        try {
            return work.get();
        } finally {
            lock.close();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String inUse(Path directory, FileChannel channel) throws IOException {
        var holder = ByteBuffer.allocate(32);
        channel.read(holder, 0);
        String pid = UTF_8.decode(holder.flip()).toString().trim();
        return "the data directory " + directory.toAbsolutePath() + " is in use by another broker (process "
                + (pid.isEmpty() ? "unknown" : pid) + "); stop it, or start this one with another directory";
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel == null) return;
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("could not close a lock file", e);
        }
    }

    @Override
    public void close() {
        close(channel);
    }
}
