package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueAttribute;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How a queue reads in JSON: instants in ISO 8601, lengths in seconds, sizes in bytes, attributes as SQS spells them. */
final class QueueJson {

    private QueueJson() {}

    /** Writes the members of an object that is open. */
    static void write(JsonGenerator json, Reply.Described described, long now) throws IOException {
        QueueRecord queue = described.queue();
        json.writeStringField("account", queue.id().account());
        json.writeStringField("region", queue.id().region());
        json.writeStringField("name", queue.id().name());
        json.writeStringField("arn", queue.id().arn());
        json.writeStringField(
                "createdAt", Instant.ofEpochMilli(queue.createdAt()).toString());
        json.writeStringField(
                "modifiedAt", Instant.ofEpochMilli(queue.modifiedAt()).toString());
        writeAttributes(json, queue);
        writeTags(json, queue.tags());
        writeCounts(json, described.counts(), now);
        if (!queue.id().isFifo()) writeFairness(json, described.counts(), now);
    }

    private static void writeAttributes(JsonGenerator json, QueueRecord queue) throws IOException {
        json.writeObjectFieldStart("attributes");
        for (QueueAttribute attribute : QueueAttribute.values()) {
            String value = queue.attributes().value(attribute);
            if (value != null) json.writeStringField(attribute.wireName(), value);
        }
        json.writeEndObject();
    }

    private static void writeTags(JsonGenerator json, Map<String, String> tags) throws IOException {
        json.writeObjectFieldStart("tags");
        for (var tag : new TreeMap<>(tags).entrySet()) json.writeStringField(tag.getKey(), tag.getValue());
        json.writeEndObject();
    }

    private static void writeCounts(JsonGenerator json, QueueCounts counts, long now) throws IOException {
        json.writeObjectFieldStart("messages");
        json.writeNumberField("available", counts.available());
        json.writeNumberField("inFlight", counts.inFlight());
        json.writeNumberField("delayed", counts.delayed());
        json.writeEndObject();
        json.writeNumberField("bytes", counts.bytes());
        json.writeNumberField("oldestAgeSeconds", ageSeconds(counts.oldestSentAt(), now));
        json.writeObjectFieldStart("totals");
        json.writeNumberField("sent", counts.sent());
        json.writeNumberField("received", counts.received());
        json.writeNumberField("deleted", counts.deleted());
        json.writeNumberField("expired", counts.expired());
        json.writeNumberField("moved", counts.moved());
        json.writeNumberField("movedIn", counts.movedIn());
        json.writeEndObject();
    }

    private static void writeFairness(JsonGenerator json, QueueCounts counts, long now) throws IOException {
        json.writeObjectFieldStart("fairness");
        json.writeNumberField("noisyGroups", counts.noisy().groups());
        json.writeNumberField("heldBack", counts.noisy().heldBack());
        json.writeObjectFieldStart("quiet");
        json.writeNumberField("available", quietAvailable(counts));
        json.writeNumberField("inFlight", quietInFlight(counts));
        json.writeNumberField("delayed", counts.delayed());
        json.writeNumberField("waitingAgeSeconds", ageSeconds(counts.noisy().oldestQuietSentAt(), now));
        json.writeEndObject();
        json.writeEndObject();
    }

    static long quietAvailable(QueueCounts counts) {
        return counts.available() - counts.noisy().heldBack();
    }

    static long quietInFlight(QueueCounts counts) {
        return counts.inFlight() - counts.noisy().inFlight();
    }

    /** 0 when there is no message. */
    static double ageSeconds(long sentAt, long now) {
        return sentAt == 0 ? 0 : Math.max(0, now - sentAt) / 1000.0;
    }
}
