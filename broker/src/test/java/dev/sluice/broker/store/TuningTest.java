package dev.sluice.broker.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which options are in force, as RocksDB itself writes them down; a setter in Java alone proves nothing. */
class TuningTest {
    private static final String DATABASE = "DBOptions";
    private static final String MESSAGES = "CFOptions \"msg\"";

    private static final Map<String, Map<String, String>> inForce = new TreeMap<>();

    @BeforeAll
    static void readOptionsOfAnOpenStore(@TempDir Path directory) throws IOException {
        try (var store = RocksStore.open(new StoreOptions(directory, SyncMode.ALWAYS, 200 << 20, 32 << 20, 0))) {
            assertThat(store.acceptsSends()).isTrue();
            var files = Directories.files(directory).stream()
                    .filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
                    .toList();
            Map<String, String> section = new HashMap<>();
            for (String line : Files.readAllLines(files.get(files.size() - 1))) {
                if (line.startsWith("[")) {
                    section = inForce.computeIfAbsent(line.substring(1, line.length() - 1), name -> new HashMap<>());
                } else if (line.contains("=")) {
                    String[] option = line.strip().split("=", 2);
                    section.put(option[0], option[1]);
                }
            }
        }
    }

    @Test
    void logIsRecoveredToItsTornTailAndClosedLogsAreChecked() {
        assertOption(DATABASE, "wal_recovery_mode", "kTolerateCorruptedTailRecords");
        assertOption(DATABASE, "track_and_verify_wals_in_manifest", "true");
        assertOption(DATABASE, "recycle_log_file_num", "0");
        assertOption(DATABASE, "avoid_flush_during_recovery", "false");
        assertOption(DATABASE, "paranoid_checks", "true");
        assertOption(DATABASE, "write_dbid_to_manifest", "true");
    }

    @Test
    void writesTakeThePlainPath() {
        assertOption(DATABASE, "enable_pipelined_write", "false");
        assertOption(DATABASE, "two_write_queues", "false");
        assertOption(DATABASE, "unordered_write", "false");
        assertOption(DATABASE, "manual_wal_flush", "false");
        assertOption(DATABASE, "wal_bytes_per_sync", "0");
        assertOption(DATABASE, "bytes_per_sync", String.valueOf(1 << 20));
        assertOption(DATABASE, "max_total_wal_size", String.valueOf(400 << 20));
    }

    @Test
    void openingReadsNoFileItNeedNot() {
        assertOption(DATABASE, "max_open_files", "-1");
        assertOption(DATABASE, "skip_stats_update_on_db_open", "true");
        assertOption(DATABASE, "max_background_jobs", "2");
    }

    @Test
    void kernelMayReadAhead() {
        assertOption(DATABASE, "advise_random_on_open", "false");
    }

    @Test
    void bodiesGoToBlobFilesThatNobodyCollectsByAge() {
        assertOption(MESSAGES, "enable_blob_files", "true");
        assertOption(MESSAGES, "min_blob_size", "1024");
        assertOption(MESSAGES, "blob_file_size", String.valueOf(64 << 20));
        assertOption(MESSAGES, "blob_compression_type", "kLZ4Compression");
        assertOption(MESSAGES, "enable_blob_garbage_collection", "false");
    }

    @Test
    void messagesHaveTheMemtableOfTheOptions() {
        assertOption(MESSAGES, "write_buffer_size", String.valueOf(200 << 20));
        assertOption(MESSAGES, "max_write_buffer_number", "4");
        assertOption(MESSAGES, "memtable_max_range_deletions", "20000");
        assertOption(MESSAGES, "compression", "kLZ4Compression");
        assertOption(MESSAGES, "target_file_size_base", String.valueOf(8 << 20));
        assertOption(MESSAGES, "max_bytes_for_level_base", String.valueOf(64 << 20));
        assertOption(MESSAGES, "level_compaction_dynamic_level_bytes", "true");
        assertOption("TableOptions/BlockBasedTable \"msg\"", "block_size", "16384");
    }

    @Test
    void smallFamiliesAreSmallAndPlain() {
        for (String family : new String[] {"default", "head", "over", "due"}) {
            String section = "CFOptions \"" + family + "\"";
            assertOption(section, "write_buffer_size", String.valueOf(32 << 20));
            assertOption(section, "enable_blob_files", "false");
            assertOption(section, "compression", "kNoCompression");
            assertOption("TableOptions/BlockBasedTable \"" + family + "\"", "block_size", "16384");
        }
    }

    private static void assertOption(String section, String option, String value) {
        assertThat(inForce).containsKey(section);
        assertThat(inForce.get(section)).as(section).containsEntry(option, value);
    }
}
