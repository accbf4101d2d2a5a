package dev.sluice.broker;

import dev.sluice.broker.store.RocksStore;
import dev.sluice.broker.store.StoreGauges;
import dev.sluice.broker.store.SyncMode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Publishes what a store measures of itself. */
final class StoreMeters {
    private StoreMeters() {}

    static void bind(MeterRegistry registry, RocksStore store, SyncMode sync) {
        Gauge.builder("sluice.store.synced", () -> sync == SyncMode.ALWAYS ? 1 : 0)
                .description(
                        "1 when every write is synced before its answer, 0 when power loss may take acknowledged messages")
                .register(registry);
        gauge(registry, store, "sst.bytes", "Keys and small messages on disk", StoreGauges::sstBytes);
        gauge(registry, store, "blob.bytes", "Bodies on disk, garbage included", StoreGauges::blobBytes);
        gauge(registry, store, "blob.garbage.bytes", "Bodies nothing refers to", StoreGauges::blobGarbageBytes);
        gauge(registry, store, "memtable.bytes", "Written and not in a file yet", StoreGauges::memtableBytes);
        gauge(registry, store, "log.bytes", "What a restart would replay", StoreGauges::logBytes);
        gauge(registry, store, "compaction.pending.bytes", "Waits for compaction", StoreGauges::pendingCompactionBytes);
        gauge(registry, store, "disk.free.bytes", "Left on the disk", StoreGauges::freeBytes);
        gauge(registry, store, "flushes.waiting", "Memtables that wait to be flushed", StoreGauges::waitingFlushes);
        gauge(
                registry,
                store,
                "write.stopped",
                "1 while RocksDB takes no writes",
                gauges -> flag(gauges.writeStopped()));
        gauge(
                registry,
                store,
                "write.delayed",
                "Bytes a second writes are slowed to",
                StoreGauges::delayedWriteBytesPerSecond);
        gauge(registry, store, "sends.refused", "1 while sends get 503", gauges -> flag(!store.acceptsSends()));
    }

    private static void gauge(
            MeterRegistry registry, RocksStore store, String name, String text, ToDoubleFunction<StoreGauges> value) {
        Gauge.builder("sluice.store." + name, store, open -> value.applyAsDouble(open.gauges()))
                .description(text)
                .register(registry);
    }

    private static int flag(boolean on) {
        return on ? 1 : 0;
    }
}
