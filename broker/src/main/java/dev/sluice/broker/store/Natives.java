package dev.sluice.broker.store;

/** Closes RocksDB's objects, which declare a checked exception that they never throw. */
final class Natives {
    private Natives() {}

    static void close(Iterable<? extends AutoCloseable> natives) {
        for (AutoCloseable object : natives) close(object);
    }

    static void close(AutoCloseable object) {
        try {
            object.close();
        } catch (Exception e) {
            throw new StoreException("could not close " + object, e);
        }
    }
}
