package dev.sluice.broker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The column families. They separate what differs in size and in how long it lives; {@link Keys} has their keys. */
enum Family {
    /** Format version, shard head, definitions. */
    DEFAULT("default"),
    /** How far delivery has got, one row a log. */
    HEAD("head"),
    /** Messages, written once at their send. The only family that grows with the backlog. */
    MESSAGE("msg"),
    /** Touched messages: at most the in-flight limit. */
    TOUCHED("over"),
    /** How many delayed messages become due when. */
    DUE("due"),
    /** Outlines of the messages of FIFO queues, by sequence. */
    OUTLINE("fifo"),
    /** Sends to FIFO queues that are remembered. Its files go by their age. */
    ACCEPTED("dedup");

    private final String storedName;

    Family(String storedName) {
        this.storedName = storedName;
    }

    String storedName() {
        return storedName;
    }

    byte[] nameBytes() {
        return storedName.getBytes(UTF_8);
    }
}
