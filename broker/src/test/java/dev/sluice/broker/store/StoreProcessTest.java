package dev.sluice.broker.store;

import static dev.sluice.broker.store.Fixtures.LOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: being killed, holding a lock against others, a disk that takes no more. */
class StoreProcessTest {
    private static final String NO_LIMIT = ":";

    /** No file larger than a MiB, in blocks of 512 bytes: an append beyond fails as it does on a full disk. */
    private static final String SMALL_FILES = "ulimit -f 2048";

    @TempDir
    Path directory;

    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
    }

    @Test
    void killedProcessLeavesTheDirectoryFreeWithEverythingItWrote() throws InterruptedException {
        try (var process = StoreProcess.start(directory, 100, NO_LIMIT)) {
            process.next("waiting");
            assertThatThrownBy(() -> RocksStore.open(Fixtures.options(directory)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("process " + process.pid());
            process.kill();
        }

        assertThat(messages()).isEqualTo(100);
    }

    @Test
    void writeThatTheDiskRefusesFailsAndNothingWrittenBeforeIsLost() throws IOException {
        NativeLibrary.unpack(directory); // larger than the limit

        int written;
        try (var process = StoreProcess.start(directory, 10_000, SMALL_FILES)) {
            written = Integer.parseInt(process.next("written "));
            assertThat(process.next("failed "))
                    .contains("could not write a turn")
                    .contains("File too large");
            assertThat(process.next("again ")).contains("an earlier write failed");
            process.next("closed");
        }

        assertThat(written).isBetween(100, 300);
        assertThat(messages()).isEqualTo(written);
    }

    private long messages() {
        try (var store = RocksStore.open(Fixtures.options(directory))) {
            return store.messages()
                    .available(LOG, 1, 100_000, 100_000, Integer.MAX_VALUE)
                    .size();
        }
    }
}
