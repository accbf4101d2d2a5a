package dev.sluice.client;

/**
 * Remembers what was handled, so that a message that comes once more is deleted without calling the handler: because its
 * deletion was not confirmed, because a consumer died after the handler returned, or because it was sent twice with one
 * deduplication id. {@link MemoryInbox} remembers until the process ends, {@link JdbcInbox} in the application's database.
 *
 * <p>The handler's effect and the inbox's memory of it are two things, and a process can die between them; then the effect
 * is had twice. They are one where both are in one transaction: {@link JdbcInbox#transactional}.
 *
 * <pre>{@code
 * Inbox inbox = new MemoryInbox(100_000, Duration.ofHours(1));
 * var consumer = queue.consume(inbox.guard(message -> System.out.println(message.body())));
 * }</pre>
 */
public interface Inbox {

    /** What is to be done once. */
    @FunctionalInterface
    interface Effect {
        /** @return false when it is not done after all, and is not to be remembered */
        boolean run() throws Exception;
    }

    /**
     * Runs the effect, unless it was run under this key before. Called by many threads at once.
     *
     * @param key at most 257 characters
     * @return false when it was run before, and so not now
     * @throws Exception what the effect threw: it counts as not run. Or the inbox itself failed, and nobody knows
     */
    boolean once(String key, Effect effect) throws Exception;

    /**
     * A handler that passes each message on once. One that the handler throws for, or {@linkplain Delivery#isRejected rejects},
     * is not remembered. For handlers of single messages; those of batches, and asynchronous ones, call {@link #once}. Not with
     * {@link Acknowledgement#MANUAL}: what it passes over nobody would acknowledge.
     */
    default <T> Handler<T> guard(Handler<T> handler) {
        return message -> {
            boolean unused = once(key(message), () -> {
                handler.handle(message);
                return !message.isRejected();
            });
        };
    }

    /**
     * What a message is known by: its deduplication id, within its group, if the sender gave one, else its id.
     *
     * @return at most 257 characters
     */
    static String key(Received<?> message) {
        String deduplicationId = message.systemAttributes().get("MessageDeduplicationId");
        if (deduplicationId == null) return message.id();
        String group = message.group();
        return group == null ? deduplicationId : group + "/" + deduplicationId;
    }
}
