package dev.sluice.broker.hint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.json.JsonObject;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.scaling.Measured;
import dev.sluice.broker.scaling.Measured.Slot;
import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.scaling.Reason;
import dev.sluice.broker.scaling.ScalingState;
import dev.sluice.broker.scaling.ScalingState.Wish;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outlives a restart: what operators have set, and what was measured and decided. One JSON file in the data
 * directory, replaced as a whole: written beside, synced, renamed, the directory synced.
 *
 * <p>Not rows in the store: hints take no part in the order of commands, a client's message must not wait for the sync of
 * an estimate, and losing the last half minute of estimates costs nothing. The format of the store stays free of them.
 */
final class HintFile {
    private static final Logger LOG = LoggerFactory.getLogger(HintFile.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final int VERSION = 1;
    private static final long CLOSE_SECONDS = 10;

    private final @Nullable Path path;
    /** One thread, and none while there is nothing to write. */
    private final ExecutorService writer;

    private volatile byte[] written = {};

    HintFile(@Nullable Path path) {
        this.path = path;
        var pool = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "sluice-hint-file");
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        writer = pool;
    }

    // ---- writing

    /** The future fails when the file could not be written. */
    CompletableFuture<Void> writeNow(Hints hints) {
        if (path == null) return CompletableFuture.completedFuture(null);
        byte[] content = content(hints);
        return CompletableFuture.runAsync(
                () -> {
                    replace(path, content);
                    written = content;
                },
                writer);
    }

    /** Unless it has that content already: an idle broker writes nothing. */
    void writeLater(Hints hints) {
        if (path == null || Arrays.equals(written, content(hints))) return;
        var unused = writeNow(hints).exceptionally(failure -> {
            LOG.warn("the hints for autoscalers could not be written to {}; trying again in 30 s", path, failure);
            return null;
        });
    }

    void close(Hints hints) {
        try {
            writeNow(hints).get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warn("the hints for autoscalers could not be written to {}", path, e);
        }
        writer.shutdown();
    }

    private static void replace(Path path, byte[] content) {
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        try {
            try (var channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (var directory = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + path, e);
        }
    }

    private static byte[] content(Hints hints) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeArrayFieldStart("queues");
            for (QueueHint queue : hints.queues()) {
                json.writeStartObject();
                json.writeStringField("account", queue.id().account());
                json.writeStringField("region", queue.id().region());
                write(json, queue);
                write(json, queue.measured());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("groups");
            for (GroupHint group : hints.groups()) {
                json.writeStartObject();
                write(json, group);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Hint hint) throws IOException {
        json.writeStringField("name", hint.name());
        json.writeObjectFieldStart("put");
        for (var setting : hint.put().entrySet())
            json.writeStringField(setting.getKey().toString(), setting.getValue());
        json.writeEndObject();
        Pin pin = hint.pin();
        if (pin != null) {
            json.writeObjectFieldStart("pin");
            json.writeNumberField("desired", pin.desired());
            json.writeNumberField("until", pin.until());
            json.writeEndObject();
        }
        ScalingState state = hint.state();
        json.writeObjectFieldStart("state");
        json.writeNumberField("index", state.index());
        json.writeNumberField("desired", state.desired());
        json.writeStringField("reason", state.reason().name());
        json.writeArrayFieldStart("wishes");
        for (Wish wish : state.wishes()) {
            json.writeStartObject();
            json.writeNumberField("at", wish.at());
            json.writeNumberField("workers", wish.workers());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("grownAt", state.grownAt());
        json.writeNumberField("shrunkAt", state.shrunkAt());
        json.writeNumberField("largerUntil", state.largerUntil());
        json.writeNumberField("workAt", state.workAt());
        json.writeNumberField("brakedAt", state.brakedAt());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Measured measured) throws IOException {
        json.writeObjectFieldStart("measured");
        json.writeArrayFieldStart("slots");
        for (Slot slot : measured.slots()) {
            json.writeStartObject();
            json.writeNumberField("arrivals", slot.arrivals());
            json.writeNumberField("completions", slot.completions());
            json.writeNumberField("failures", slot.failures());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("heldSeconds", measured.heldSeconds());
        if (measured.idleSeconds() > 0) json.writeNumberField("idleSeconds", measured.idleSeconds());
        json.writeNumberField("completed", measured.completed());
        json.writeNumberField("samples", measured.samples());
        if (measured.announcedConcurrency() > 0) json.writeNumberField("concurrency", measured.announcedConcurrency());
        json.writeEndObject();
    }

    // ---- reading

    /** A file that cannot be understood is put aside: a broker starts without hints rather than not at all. */
    void read(Hints hints) {
        if (path == null || !Files.exists(path)) return;
        try {
            JsonObject tree = JsonObject.parse(Files.readAllBytes(path));
            if (tree.whole("version") != VERSION) throw new IllegalArgumentException("it is of another version");
            for (JsonObject each : tree.objects("queues")) {
                var id = new QueueId(each.text("account"), each.text("region"), each.text("name"));
                QueueHint queue = hints.queue(id);
                read(each, queue);
                queue.restore(measured(each.object("measured")));
            }
            for (JsonObject each : tree.objects("groups")) read(each, hints.group(each.text("name")));
        } catch (IOException | IllegalArgumentException damaged) {
            putAside(path, damaged);
        }
    }

    private static void putAside(Path path, Exception why) {
        Path aside = path.resolveSibling(path.getFileName() + ".damaged");
        LOG.error(
                "{} cannot be read and is put aside as {}; policies and overrides that were put are lost, and hints"
                        + " begin anew",
                path,
                aside.getFileName(),
                why);
        try {
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("could not put aside " + path, e);
        }
    }

    private static void read(JsonObject tree, Hint hint) {
        JsonObject put = tree.object("put");
        Map<PolicyField, String> settings = new EnumMap<>(PolicyField.class);
        for (String name : put.names()) {
            PolicyField field = PolicyField.named(name);
            if (field == null) throw new IllegalArgumentException("there is no field " + name);
            field.check(put.text(name));
            settings.put(field, put.text(name));
        }
        hint.put(settings);
        if (tree.has("pin")) {
            JsonObject pin = tree.object("pin");
            hint.pin(new Pin(Math.toIntExact(pin.whole("desired")), pin.whole("until")));
        }
        JsonObject state = tree.object("state");
        var wishes = new ArrayList<Wish>();
        for (JsonObject wish : state.objects("wishes")) wishes.add(new Wish(wish.whole("at"), wish.whole("workers")));
        hint.restore(ScalingState.recalled(
                state.whole("index"),
                Math.toIntExact(state.whole("desired")),
                Reason.valueOf(state.text("reason")),
                wishes,
                state.whole("grownAt"),
                state.whole("shrunkAt"),
                state.whole("largerUntil"),
                state.whole("workAt"),
                state.whole("brakedAt")));
    }

    private static Measured measured(JsonObject tree) {
        var slots = new ArrayList<Slot>();
        for (JsonObject slot : tree.objects("slots")) {
            slots.add(new Slot(slot.number("arrivals"), slot.number("completions"), slot.number("failures")));
        }
        return Measured.recalled(
                slots,
                tree.number("heldSeconds"),
                tree.has("idleSeconds") ? tree.number("idleSeconds") : 0,
                tree.number("completed"),
                tree.whole("samples"),
                tree.has("concurrency") ? tree.number("concurrency") : 0);
    }
}
