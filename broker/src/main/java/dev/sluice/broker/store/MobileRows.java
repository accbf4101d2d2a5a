package dev.sluice.broker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.ApplicationRecord;
import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.effect.MobileChange;
import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.EndpointId;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** The rows about mobile telephones: their keys, which {@link Keys} lists, and their values, by the rules of {@link Rows}. */
final class MobileRows {
    private static final byte V1 = 1;
    private static final char APPLICATION = 'a';
    private static final char ENDPOINT = 'e';
    /** Of text messages, those of {@link SmsRows}. */
    static final char SMS = 'm';

    private static final int UUID_BYTES = 16;

    private MobileRows() {}

    static void add(WriteBatch batch, ColumnFamilyHandle family, MobileChange change) throws RocksDBException {
        if (change instanceof MobileChange.Put put) {
            batch.put(family, key(put.row()), value(put.row()));
        } else if (change instanceof MobileChange.Remove remove) {
            batch.delete(family, key(remove.row()));
            if (remove.row() instanceof ApplicationRecord application) {
                byte[] from = endpointsOf(application.id());
                byte[] to = from.clone();
                to[to.length - 1]++;
                batch.deleteRange(family, from, to);
            }
        }
    }

    /** Null for a row of another kind. */
    static @Nullable MobileRow read(ByteBuffer key, ByteBuffer value) {
        if (!key.hasRemaining()) return null;
        return switch (key.get(key.position())) {
            case APPLICATION -> readApplication(readApplicationId(key, key.limit()), value);
            case ENDPOINT -> readEndpoint(key, value);
            case SMS -> SmsRows.read(key, value);
            default -> null;
        };
    }

    static byte[] key(MobileRow row) {
        if (row instanceof ApplicationRecord application) return application(APPLICATION, application.id(), "");
        if (row instanceof EndpointRecord endpoint) return endpoint(endpoint.id());
        return SmsRows.key(row);
    }

    static byte[] value(MobileRow row) {
        if (row instanceof ApplicationRecord application) return value(application);
        if (row instanceof EndpointRecord endpoint) return value(endpoint);
        return SmsRows.value(row);
    }

    private static byte[] application(char kind, ApplicationId id, String end) {
        String text = kind + id.account() + '\0' + id.region() + '\0' + id.platform() + '\0' + id.name() + end;
        return text.getBytes(UTF_8);
    }

    /** What the keys of its endpoints begin with; the last byte is zero. */
    private static byte[] endpointsOf(ApplicationId id) {
        return application(ENDPOINT, id, "\0");
    }

    private static byte[] endpoint(EndpointId id) {
        byte[] before = endpointsOf(id.application());
        return ByteBuffer.allocate(before.length + UUID_BYTES)
                .put(before)
                .putLong(id.uuid().getMostSignificantBits())
                .putLong(id.uuid().getLeastSignificantBits())
                .array();
    }

    private static ApplicationId readApplicationId(ByteBuffer key, int end) {
        byte[] bytes = new byte[end - key.position() - 1];
        key.slice(key.position() + 1, bytes.length).get(bytes);
        String text = new String(bytes, UTF_8);
        String[] parts = text.split("\0", -1);
        if (parts.length != 4) throw new StoreException("not the key of an application: " + text);
        return new ApplicationId(parts[0], parts[1], parts[2], parts[3]);
    }

    private static byte[] value(ApplicationRecord application) {
        Map<String, String> attributes = new TreeMap<>(application.attributes());
        ByteBuffer out = ByteBuffer.allocate(1 + 8 + Rows.textsBytes(attributes));
        out.put(V1).putLong(application.createdAt());
        Rows.texts(out, attributes);
        return out.array();
    }

    private static ApplicationRecord readApplication(ApplicationId id, ByteBuffer in) {
        Rows.version(in, "application");
        long createdAt = in.getLong();
        return new ApplicationRecord(id, Rows.readTexts(in), createdAt);
    }

    private static byte[] value(EndpointRecord endpoint) {
        int texts = TopicRows.textBytes(endpoint.token()) + TopicRows.textBytes(endpoint.userData());
        ByteBuffer out = ByteBuffer.allocate(1 + 8 + 1 + texts);
        out.put(V1).putLong(endpoint.createdAt()).put((byte) (endpoint.enabled() ? 1 : 0));
        Rows.text(out, endpoint.token());
        Rows.text(out, endpoint.userData());
        return out.array();
    }

    private static EndpointRecord readEndpoint(ByteBuffer key, ByteBuffer in) {
        int uuid = key.limit() - UUID_BYTES;
        var id = new EndpointId(
                readApplicationId(key, uuid - 1), new UUID(key.getLong(uuid), key.getLong(uuid + Long.BYTES)));
        Rows.version(in, "endpoint");
        long createdAt = in.getLong();
        boolean enabled = in.get() != 0;
        return new EndpointRecord(id, Rows.readText(in), enabled, Rows.readText(in), createdAt);
    }
}
