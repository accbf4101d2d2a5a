package dev.sluice.bench.sdk;

import java.net.URI;

/** A Java client that sends and consumes as an application in a hurry would have it do. */
interface Contender extends AutoCloseable {

    String name();

    /** Sends messages of that body, batched automatically, with at most {@code window} unanswered; returns when all are stored. */
    void send(String queueUrl, String body, int messages, int window) throws Exception;

    /** Receives and deletes that many messages; returns when all deletions are confirmed. */
    void consume(String queueUrl, int messages) throws Exception;

    @Override
    void close();

    /** Makes one, with connections of its own. */
    interface Factory {
        Contender connect(URI endpoint);
    }
}
