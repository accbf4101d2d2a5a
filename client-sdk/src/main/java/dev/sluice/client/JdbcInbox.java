package dev.sluice.client;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * An inbox in a table of the application's database, shared by all its processes. The table, in the SQL of most databases:
 *
 * <pre>
 * CREATE TABLE sluice_inbox (
 *   consumer   VARCHAR(100) NOT NULL,
 *   message    VARCHAR(257) NOT NULL,
 *   handled_at BIGINT       NOT NULL,  -- milliseconds since 1970
 *   PRIMARY KEY (consumer, message)
 * );
 * CREATE INDEX sluice_inbox_by_age ON sluice_inbox (consumer, handled_at);
 * </pre>
 *
 * <p>Each message has a transaction: its row is inserted, the handler works, and both are committed. A second one with the same
 * key waits at the row of the first until that is committed, and is then passed over, or until it is rolled back. So what a
 * handler does on the {@link #transactional} connection is done once, whatever dies when; what it does elsewhere is done at
 * least once. A transaction is open for as long as its handler works, so that the pool needs a connection for each.
 *
 * <pre>{@code
 * javax.sql.DataSource dataSource = new javax.naming.InitialContext().doLookup("java:comp/env/jdbc/orders");
 * var inbox = new JdbcInbox(dataSource, "billing");
 * var consumer = queue.consume(inbox.transactional((message, connection) -> {
 *     try (var insert = connection.prepareStatement("INSERT INTO invoice (customer) VALUES (?)")) {
 *         insert.setString(1, message.body());
 *         insert.executeUpdate();
 *     }
 * }));
 * }</pre>
 */
public final class JdbcInbox implements Inbox {
    private final DataSource database;
    private final String consumer;

    /** A handler whose work on the connection takes effect if, and only if, the message counts as handled. */
    @FunctionalInterface
    public interface TransactionHandler<T> {
        /** @param connection neither to be committed, nor rolled back, nor closed; the inbox does */
        void handle(Delivery<T> message, Connection connection) throws Exception;
    }

    private interface Step {
        boolean run(Connection connection) throws Exception;
    }

    /** @param consumer whose messages these are, at most 100 characters; what one has handled is new to another */
    public JdbcInbox(DataSource database, String consumer) {
        this.database = Objects.requireNonNull(database, "database");
        this.consumer = Objects.requireNonNull(consumer, "consumer");
    }

    /** As {@link #guard}, with the connection that the inbox's own row is written by. */
    public <T> Handler<T> transactional(TransactionHandler<T> handler) {
        return message -> {
            boolean unused = inTransaction(Inbox.key(message), connection -> {
                handler.handle(message, connection);
                return !message.isRejected();
            });
        };
    }

    /** @throws SQLException when the database failed; if it did while committing, the next delivery finds out */
    @Override
    public boolean once(String key, Effect effect) throws Exception {
        return inTransaction(key, connection -> effect.run());
    }

    private boolean inTransaction(String key, Step step) throws Exception {
        try (Connection connection = database.getConnection()) {
            boolean automatic = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                boolean isNew = insert(connection, key);
                if (isNew && step.run(connection)) connection.commit();
                else connection.rollback();
                return isNew;
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(automatic);
            }
        }
    }

    private static void rollBack(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) { // the connection is broken, say, which rolls back as well
            because.addSuppressed(e);
        }
    }

    private boolean insert(Connection connection, String key) throws SQLException {
        String sql = "INSERT INTO sluice_inbox (consumer, message, handled_at) VALUES (?, ?, ?)";
        try (var insert = connection.prepareStatement(sql)) {
            insert.setString(1, consumer);
            insert.setString(2, key);
            insert.setLong(3, System.currentTimeMillis());
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (isDuplicate(e)) return false;
            throw e;
        }
    }

    /** Class 23 of SQLSTATE: a constraint; but for what is null or too long there is only the key to violate. */
    private static boolean isDuplicate(SQLException e) {
        return "23505".equals(e.getSQLState()) || "23000".equals(e.getSQLState());
    }

    /**
     * Forgets what was handled so long ago. Call it now and then: nothing else empties the table.
     *
     * @param age longer than a message can live: its queue's retention, 4 days by default, and the time its sender goes on
     *     repeating it
     * @return how many messages were forgotten
     */
    public int forget(Duration age) throws SQLException {
        try (Connection connection = database.getConnection();
                var delete =
                        connection.prepareStatement("DELETE FROM sluice_inbox WHERE consumer = ? AND handled_at < ?")) {
            delete.setString(1, consumer);
            delete.setLong(2, System.currentTimeMillis() - age.toMillis());
            return delete.executeUpdate();
        }
    }
}
