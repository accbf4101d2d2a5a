package dev.sluice.broker.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on RocksDB. */
class RocksStoreTest extends StoreContract {
    @TempDir
    Path directory;

    @Override
    Store open() {
        return RocksStore.open(Fixtures.options(directory));
    }
}
