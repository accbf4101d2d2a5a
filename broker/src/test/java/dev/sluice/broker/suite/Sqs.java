package dev.sluice.broker.suite;

/** SQS as one kind of client reaches it, with one access key and in one region. Callable from several threads. */
public interface Sqs {

    /**
     * @param action as AWS names it, such as {@code SendMessage}
     * @param request by the names of the JSON protocol, whatever the client speaks on the wire
     * @return the members the client saw; what the answer did not have is absent, not empty
     * @throws SqsFault when the broker answered with an error
     */
    Members call(String action, Members request);

    /** Opens clients of one kind. */
    interface Kind extends AutoCloseable {

        /** @param accessKey twelve digits name the account; anything else belongs to the default account */
        Sqs open(String accessKey, String region);

        @Override
        void close();
    }
}
