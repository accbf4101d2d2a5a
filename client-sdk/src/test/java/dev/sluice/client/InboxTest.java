package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {
    private final JdbcDataSource database = new JdbcDataSource();
    private final List<String> handled = new ArrayList<>();
    private Connection open;
    private long now;

    @BeforeEach
    void createTable() throws SQLException {
        database.setURL("jdbc:h2:mem:inbox"); // lives as long as a connection is open
        open = database.getConnection();
        try (var statement = open.createStatement()) {
            statement.execute(
                    "CREATE TABLE sluice_inbox (consumer VARCHAR(100) NOT NULL, message VARCHAR(257) NOT NULL,"
                            + " handled_at BIGINT NOT NULL, PRIMARY KEY (consumer, message))");
            statement.execute("CREATE TABLE invoice (customer VARCHAR(100) NOT NULL)");
        }
    }

    @AfterEach
    void dropTables() throws SQLException {
        open.close();
    }

    private Inbox inbox(String kind) {
        return kind.equals("memory")
                ? new MemoryInbox(3, Duration.ofNanos(100), () -> now)
                : new JdbcInbox(database, "billing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "jdbc"})
    void whatWasDoneIsNotDoneAgain(String kind) throws Exception {
        Inbox inbox = inbox(kind);

        assertThat(inbox.once("a", () -> handled.add("a"))).isTrue();
        assertThat(inbox.once("a", () -> handled.add("a again"))).isFalse();
        assertThat(inbox.once("b", () -> handled.add("b"))).isTrue();

        assertThat(handled).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "jdbc"})
    void whatFailedOrWasTakenBackIsDoneAgain(String kind) throws Exception {
        Inbox inbox = inbox(kind);

        assertThatThrownBy(() -> inbox.once("a", () -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        assertThat(inbox.once("a", () -> false)).isTrue();

        assertThat(inbox.once("a", () -> handled.add("a"))).isTrue();
        assertThat(handled).containsExactly("a");
    }

    @Test
    void memoryForgetsTheOldestWhenThereAreTooManyAndAllAfterAWhile() throws Exception {
        Inbox inbox = inbox("memory");
        for (String key : List.of("a", "b", "c", "d"))
            assertThat(inbox.once(key, () -> true)).isTrue();

        assertThat(inbox.once("b", () -> true)).isFalse();
        assertThat(inbox.once("a", () -> true)).isTrue();
        now += 100;
        assertThat(inbox.once("d", () -> true)).isTrue();
    }

    @Test
    void memoryRefusesASecondMessageWithAKeyThatIsAtWork() throws Exception {
        Inbox inbox = inbox("memory");

        assertThat(inbox.once("a", () -> {
                    assertThatThrownBy(() -> inbox.once("a", () -> true)).isInstanceOf(IllegalStateException.class);
                    return true;
                }))
                .isTrue();
        assertThat(inbox.once("a", () -> true)).isFalse();
    }

    @Test
    void consumersHaveInboxesOfTheirOwnInOneTable() throws Exception {
        assertThat(new JdbcInbox(database, "billing").once("a", () -> true)).isTrue();
        assertThat(new JdbcInbox(database, "shipping").once("a", () -> true)).isTrue();
    }

    @Test
    void secondDeliveryOfAMessageWaitsForTheFirstAndIsPassedOver() throws Exception {
        var inbox = new JdbcInbox(database, "billing");
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> once(inbox, () -> {
            begun.countDown();
            return go.await(10, TimeUnit.SECONDS);
        }));
        begun.await();

        var second = CompletableFuture.supplyAsync(() -> once(inbox, () -> handled.add("twice")));
        go.countDown();

        assertThat(first.join()).isTrue();
        assertThat(second.join()).isFalse();
        assertThat(handled).isEmpty();
    }

    private static boolean once(Inbox inbox, Inbox.Effect effect) {
        try {
            return inbox.once("a", effect);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsForgottenIsNewAgain() throws Exception {
        var inbox = new JdbcInbox(database, "billing");
        assertThat(inbox.once("a", () -> true)).isTrue();

        assertThat(inbox.forget(Duration.ofDays(5))).isZero();
        assertThat(inbox.forget(Duration.ofMillis(-1))).isEqualTo(1);

        assertThat(inbox.once("a", () -> true)).isTrue();
    }

    @Test
    void failureOfTheDatabaseIsNoDuplicate() throws Exception {
        try (var statement = open.createStatement()) {
            statement.execute("DROP TABLE sluice_inbox");
        }

        assertThatThrownBy(() -> new JdbcInbox(database, "billing").once("a", () -> handled.add("a")))
                .isInstanceOf(SQLException.class);
        assertThat(handled).isEmpty();
    }
}
