package dev.sluice.broker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.SubscriptionRecord.State;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The values of the rows of topics, by the rules of {@link Rows}. */
final class TopicRows {
    private static final byte V1 = 1;
    /** Heads of topics stand where those of queues do, so theirs are versions that no queue's head will have. */
    private static final byte HEAD_V1 = 0x41;

    private static final int AUTHENTICATED = 1;
    private static final int UNSUBSCRIBED_SIGNED_ONLY = 1 << 1;

    /** States are stored as their places in these lists. */
    private static final List<State> STATES = List.of(State.PENDING, State.CONFIRMED, State.LEFT);

    private static final List<Replay.State> REPLAY_STATES =
            List.of(Replay.State.RUNNING, Replay.State.COMPLETED, Replay.State.FAILED);

    private TopicRows() {}

    static byte[] topic(TopicRecord topic) {
        Map<String, String> attributes = new TreeMap<>();
        topic.attributes().given().forEach((attribute, value) -> attributes.put(attribute.wireName(), value));
        Map<String, String> tags = new TreeMap<>(topic.tags());

        int fixed = 1 + 2 * 8;
        ByteBuffer out = ByteBuffer.allocate(
                fixed + Rows.textsBytes(attributes) + Rows.textsBytes(tags) + textBytes(topic.dataProtectionPolicy()));
        out.put(V1).putLong(topic.logId()).putLong(topic.createdAt());
        Rows.texts(out, attributes);
        Rows.texts(out, tags);
        Rows.text(out, topic.dataProtectionPolicy());
        return out.array();
    }

    static TopicRecord readTopic(TopicId id, ByteBuffer in) {
        Rows.version(in, "topic");
        long logId = in.getLong();
        long createdAt = in.getLong();
        var attributes = new EnumMap<TopicAttribute, String>(TopicAttribute.class);
        Rows.readTexts(in).forEach((name, value) -> {
            TopicAttribute attribute = TopicAttribute.named(name);
            if (attribute == null) throw new StoreException(id + " has an unknown attribute, " + name);
            attributes.put(attribute, value);
        });
        return new TopicRecord(
                id, logId, new TopicAttributes(attributes), Rows.readTexts(in), Rows.readText(in), createdAt);
    }

    static byte[] subscription(SubscriptionRecord subscription) {
        Map<String, String> attributes = new TreeMap<>();
        subscription.attributes().given().forEach((attribute, value) -> attributes.put(attribute.wireName(), value));
        List<String> texts = List.of(
                subscription.protocol().wireName(),
                subscription.endpoint(),
                subscription.owner(),
                subscription.principal(),
                subscription.token());

        int fixed = 1 + 3 * 8 + 1 + 1;
        int textsBytes = texts.stream().mapToInt(TopicRows::textBytes).sum();
        ByteBuffer out = ByteBuffer.allocate(fixed + textsBytes + Rows.textsBytes(attributes));
        out.put(V1).putLong(subscription.number());
        out.putLong(subscription.createdAt()).putLong(subscription.expiresAt());
        out.put((byte) STATES.indexOf(subscription.state())).put((byte) flags(subscription));
        for (String text : texts) Rows.text(out, text);
        Rows.texts(out, attributes);
        return out.array();
    }

    private static int flags(SubscriptionRecord subscription) {
        return (subscription.authenticated() ? AUTHENTICATED : 0)
                | (subscription.unsubscribedSignedOnly() ? UNSUBSCRIBED_SIGNED_ONLY : 0);
    }

    static SubscriptionRecord readSubscription(SubscriptionId id, ByteBuffer in) {
        Rows.version(in, "subscription");
        long number = in.getLong();
        long createdAt = in.getLong();
        long expiresAt = in.getLong();
        State state = state(in.get());
        int flags = in.get();
        Protocol protocol = protocol(Rows.readText(in));
        String endpoint = Rows.readText(in);
        String owner = Rows.readText(in);
        String principal = Rows.readText(in);
        String token = Rows.readText(in);
        var attributes = new EnumMap<SubscriptionAttribute, String>(SubscriptionAttribute.class);
        Rows.readTexts(in).forEach((name, value) -> {
            SubscriptionAttribute attribute = SubscriptionAttribute.named(name);
            if (attribute == null) throw new StoreException(id + " has an unknown attribute, " + name);
            attributes.put(attribute, value);
        });
        return new SubscriptionRecord(
                id,
                number,
                protocol,
                endpoint,
                owner,
                principal,
                new SubscriptionAttributes(attributes),
                state,
                token,
                (flags & AUTHENTICATED) != 0,
                (flags & UNSUBSCRIBED_SIGNED_ONLY) != 0,
                createdAt,
                expiresAt);
    }

    static void head(ByteBuffer out, TopicHead head) {
        out.put(HEAD_V1).putLong(head.nextSequence()).putLong(head.published());
        out.putLong(head.deletedSubscriptions()).putLong(head.archivedFrom()).putLong(head.archivedSince());
    }

    /** Whether a head is a topic's, by its first byte. */
    static boolean isHead(ByteBuffer in) {
        return in.get(in.position()) == HEAD_V1;
    }

    static TopicHead readHead(ByteBuffer in) {
        in.get();
        return new TopicHead(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    static byte[] replay(Replay replay) {
        ByteBuffer out = ByteBuffer.allocate(1 + 8 + 1 + 8).put(V1).putLong(replay.next());
        return out.put((byte) REPLAY_STATES.indexOf(replay.state()))
                .putLong(replay.nextStepAt())
                .array();
    }

    static Replay readReplay(SubscriptionId id, ByteBuffer in) {
        Rows.version(in, "replay");
        long next = in.getLong();
        byte state = in.get();
        boolean known = state >= 0 && state < REPLAY_STATES.size();
        if (!known) throw new StoreException("a replay has a state that this broker does not know: " + state);
        return new Replay(id, next, REPLAY_STATES.get(state), in.getLong());
    }

    private static State state(byte number) {
        boolean known = number >= 0 && number < STATES.size();
        if (!known) throw new StoreException("a subscription has a state that this broker does not know: " + number);
        return STATES.get(number);
    }

    private static Protocol protocol(String name) {
        Protocol protocol = Protocol.named(name);
        if (protocol == null) throw new StoreException("a subscription has an unknown protocol, " + name);
        return protocol;
    }

    static int textBytes(String text) {
        return 4 + text.getBytes(UTF_8).length;
    }
}
