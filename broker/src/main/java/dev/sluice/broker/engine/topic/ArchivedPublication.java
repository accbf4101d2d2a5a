package dev.sluice.broker.engine.topic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.broker.model.Message;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A publication as a message of its topic's log, so that it is stored and read back like one. What a message has no place
 * for stands in its body.
 *
 * <pre>
 * version:1 | size:4 | envelope head, envelope tail, link base | wording | wordings:1 | each: its key, wording
 * </pre>
 *
 * A wording is its text, MD5 and envelope. Pieces are written with their length:4 before them.
 */
final class ArchivedPublication {
    private static final byte V1 = 1;

    private ArchivedPublication() {}

    static Message message(Publication publication) {
        byte[] body = body(publication);
        return new Message(
                publication.id(),
                body,
                md5(body),
                publication.attributes(),
                publication.groupId(),
                publication.deduplicationId(),
                publication.traceHeader(),
                publication.senderId());
    }

    static Publication read(Message message) {
        ByteBuffer in = ByteBuffer.wrap(message.body());
        byte version = in.get();
        if (version != V1) throw new IllegalStateException("an archived message has version " + version);
        int sizeBytes = in.getInt();
        byte[] head = readPiece(in);
        byte[] tail = readPiece(in);
        byte[] linkBase = readPiece(in);
        Wording wording = readWording(in);
        Map<String, Wording> others = new HashMap<>();
        for (int left = in.get(); left > 0; left--) others.put(new String(readPiece(in), US_ASCII), readWording(in));
        return new Publication(
                message.id(),
                sizeBytes,
                wording,
                others,
                message.attributes(),
                message.groupId(),
                message.deduplicationId(),
                false,
                message.traceHeader(),
                message.senderId(),
                head,
                tail,
                linkBase);
    }

    private static byte[] body(Publication publication) {
        int bytes = 1 + 4 + 1 + wordingBytes(publication.wording());
        bytes += 12 + publication.envelopeHead().length;
        bytes += publication.envelopeTail().length + publication.linkBase().length;
        for (var other : publication.otherWordings().entrySet()) {
            bytes += 4 + other.getKey().length() + wordingBytes(other.getValue());
        }
        ByteBuffer out = ByteBuffer.allocate(bytes).put(V1).putInt(publication.sizeBytes());
        piece(out, publication.envelopeHead());
        piece(out, publication.envelopeTail());
        piece(out, publication.linkBase());
        wording(out, publication.wording());
        out.put((byte) publication.otherWordings().size());
        new TreeMap<>(publication.otherWordings()).forEach((key, other) -> {
            piece(out, key.getBytes(US_ASCII));
            wording(out, other);
        });
        return out.array();
    }

    private static int wordingBytes(Wording wording) {
        return 12 + wording.text().length + wording.textMd5().length + wording.envelope().length;
    }

    private static void wording(ByteBuffer out, Wording wording) {
        piece(out, wording.text());
        piece(out, wording.textMd5());
        piece(out, wording.envelope());
    }

    private static Wording readWording(ByteBuffer in) {
        return new Wording(readPiece(in), readPiece(in), readPiece(in));
    }

    private static void piece(ByteBuffer out, byte[] piece) {
        out.putInt(piece.length).put(piece);
    }

    private static byte[] readPiece(ByteBuffer in) {
        byte[] piece = new byte[in.getInt()];
        in.get(piece);
        return piece;
    }

    private static byte[] md5(byte[] body) {
        try {
            return MessageDigest.getInstance("MD5").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
