package dev.sluice.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.api.ApiOptions;
import dev.sluice.broker.http.HttpOptions;
import dev.sluice.broker.model.TopicId;
import dev.sluice.broker.shard.ShardOptions;
import dev.sluice.broker.store.SyncMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    Path directory;

    private final List<Path> files = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final List<Assignment> assignments = new ArrayList<>();

    @Test
    void withoutAnySourceTheDefaultsOfTheOptionRecordsHold() {
        var options = load();

        assertThat(options.data())
                .usingRecursiveComparison()
                .ignoringFields("eventLoops")
                .isEqualTo(HttpOptions.DEFAULTS);
        assertThat(options.shard()).isEqualTo(ShardOptions.DEFAULTS);
        assertThat(options.api()).isEqualTo(ApiOptions.DEFAULTS);
        assertThat(options.management().port()).isEqualTo(9325);
        assertThat(options.store().directory()).isEqualTo(Path.of("./data"));
        assertThat(options.store().sync()).isEqualTo(SyncMode.ALWAYS);
        assertThat(options.auth()).isEqualTo(AuthMode.LOOPBACK);
    }

    @Test
    void everySourceOverridesTheOneBefore() {
        file("sluice.conf", "server.data.port = 1");
        assertThat(load().data().port()).isEqualTo(1);

        file("second.conf", "server.data.port = 2");
        assertThat(load().data().port()).isEqualTo(2);

        dropIn("b.conf", "server.data.port = 4");
        dropIn("a.conf", "server.data.port = 3");
        dropIn("c.conf.orig", "server.data.port = 99");
        assertThat(load().data().port()).isEqualTo(4);

        environment.put("SLUICE_SERVER__DATA__PORT", "5");
        assertThat(load().data().port()).isEqualTo(5);

        set("server.data.port", "6");
        assertThat(load().data().port()).isEqualTo(6);

        set("server.data.port", "7");
        assertThat(load().data().port()).isEqualTo(7);
    }

    @Test
    void textMessagesGoToAllNumbersUnlessTheyAreInTheSandbox() {
        assertThat(load().declare().smsSandbox()).isFalse();

        set("sns.sms-sandbox", "true");
        assertThat(load().declare().smsSandbox()).isTrue();
    }

    @Test
    void hintsArePublishedToATopicOfTheDefaultAccountAndToldOnTheManagementPortUnlessToldOtherwise() {
        set("identity.default-account", "000000000007");
        var topic = new TopicId("000000000007", "us-east-1", "sluice-scaling");
        assertThat(load().hints().topic()).isEqualTo(topic);
        assertThat(load().api().ownTopic()).isEqualTo(topic);

        set("scaling.topic", "none");
        assertThat(load().hints().topic()).isNull();
        assertThat(load().api().ownTopic()).isNull();

        assertThat(load().hints().onDataPort()).isFalse();
        set("scaling.on-data-port", "true");
        assertThat(load().hints().onDataPort()).isTrue();

        set("scaling.topic", "sluice.fifo");
        assertRefused().hasMessageContaining("must be the name of a topic, not FIFO, or none");
    }

    @Test
    void environmentVariablesSpellDotsAndHyphensWithUnderscoresInAnyCase() {
        environment.put("Sluice_Limits__In_Flight_Per_Queue", "17");
        environment.put("SLUICE_IDENTITY__ACCOUNTS__AKIAExample", "111122223333");

        assertThat(load().shard().inFlightLimit()).isEqualTo(17);
        assertThat(load().api().accountsByAccessKey()).containsExactly(Map.entry("AKIAExample", "111122223333"));
    }

    @Test
    void environmentVariablesWithoutDoubleUnderscoreAreSomebodyElses() {
        environment.put("SLUICE_JAVA_OPTS", "-Xmx1g");
        environment.put("SLUICE_PORT_9324_TCP_ADDR", "10.0.0.1");

        assertThat(load().data().port()).isEqualTo(9324);
    }

    @Test
    void environmentVariableOfNoOptionIsRefusedNamingTheNearest() {
        environment.put("SLUICE_SERVER__DATA__PROT", "1");

        assertRefused()
                .hasMessage("environment variable SLUICE_SERVER__DATA__PROT names no option;"
                        + " the nearest is SLUICE_SERVER__DATA__PORT");
    }

    @Test
    void unknownKeyIsRefusedNamingTheNearestAndTheFileAndLine() {
        var file = file("sluice.conf", "storage {\n  sync = never\n  dri = /tmp\n}\n");

        assertRefused().hasMessage("unknown option storage.dri (%s: 3); the nearest is storage.dir".formatted(file));
    }

    @Test
    void unknownGroupIsRefusedAtItsFirstOption() {
        file("sluice.conf", "sever { data { port = 1 } }");

        assertRefused().hasMessageContaining("unknown option sever.data.port").hasMessageEndingWith("server.data.port");
    }

    @Test
    void unknownKeyOnTheCommandLineIsRefusedToo() {
        set("storage.sink", "never");

        assertRefused().hasMessage("unknown option storage.sink (--set storage.sink); the nearest is storage.sync");
    }

    @Test
    void valueInPlaceOfAGroupIsRefused() {
        var file = file("sluice.conf", "server = 9324");

        assertRefused().hasMessage("server (%s: 1) is a group of options and cannot have a value".formatted(file));
    }

    @Test
    void groupInPlaceOfAValueIsRefused() {
        file("sluice.conf", "storage.dir { path = /tmp }");

        assertRefused().hasMessageStartingWith("storage.dir = ").hasMessageEndingWith("must be a text");
    }

    @Test
    void valueOutOfRangeIsRefusedWithKeyValueFileAndLine() {
        var file = file("sluice.conf", "\nserver.data.port = 70000");

        assertRefused()
                .hasMessage("server.data.port = 70000 (%s: 2) must be a whole number from 0 to 65535".formatted(file));
    }

    @Test
    void wrongTypesAndRangesAreRefusedWithWhatIsAllowed() {
        refuses("server.data.port", "http", "must be a whole number from 0 to 65535");
        refuses("server.data.port", "1.5", "must be a whole number from 0 to 65535");
        refuses("server.event-loops", "0", "must be a whole number from 1 to 64");
        refuses("storage.memtable", "1MiB", "must be a size such as 64MiB, from 8MiB to 1GiB");
        refuses("storage.memtable", "much", "must be a size such as 64MiB, from 8MiB to 1GiB");
        refuses("storage.block-cache", "1", "must be a size such as 64MiB, of 8MiB or more");
        refuses("storage.sync", "sometimes", "must be always or never");
        refuses("limits.buffered-size", "1MiB", "must be a size such as 64MiB, of 8MiB or more");
        refuses("limits.idle-timeout", "0s", "must be a duration with its unit, such as 30s, from 1s to 24h");
        refuses("identity.default-account", "12", "must be an account of twelve digits, in quotes");
        refuses("identity.accounts.AKIA", "x", "must be an account of twelve digits, in quotes");
        refuses("server.public-url", "example.com", "must be http:// or https://");
        refuses("log.level", "loud", "must be error or warn or info or debug");
    }

    @Test
    void nullIsRefusedWhereAValueIsNeeded() {
        var file = file("sluice.conf", "storage.dir = null");

        assertRefused().hasMessage("storage.dir = null (%s: 1) must be a text".formatted(file));
    }

    @Test
    void durationWithoutUnitIsRefusedBecauseItWouldMeanMilliseconds() {
        refuses("limits.idle-timeout", "75", "must be a duration with its unit");
        set("server.drain-delay", "0");
        assertThat(load().drainDelay()).isZero();
    }

    @Test
    void durationsAndSizesAreReadWithTheirUnits() {
        set("limits.idle-timeout", "2m");
        set("storage.memtable", "256MiB");

        assertThat(load().data().idleTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(load().store().memtableBytes()).isEqualTo(256 << 20);
    }

    @Test
    void accountsKeepTheirLeadingZeros() {
        file("sluice.conf", "identity { default-account = 000000000001, accounts { KEY = 000000000002 } }");

        assertThat(load().api().defaultAccount()).isEqualTo("000000000001");
        assertThat(load().api().accountsByAccessKey()).containsExactly(Map.entry("KEY", "000000000002"));
    }

    @Test
    void hostBeyondLoopbackIsRefusedUntilAuthModeNoneIsWrittenOut() {
        set("server.data.host", "0.0.0.0");
        assertRefused()
                .hasMessageStartingWith("server.data.host = 0.0.0.0 (--set server.data.host)")
                .hasMessageContaining("auth.mode = none");

        set("auth.mode", "none");
        assertThat(load().data().host()).isEqualTo("0.0.0.0");
        assertThat(load().auth()).isEqualTo(AuthMode.NONE);
    }

    @Test
    void managementHostBeyondLoopbackIsRefusedToo() {
        set("server.management.host", "0.0.0.0");

        assertRefused().hasMessageContaining("server.management.host");
    }

    @Test
    void otherLoopbackAddressesAreAccepted() {
        set("server.data.host", "::1");
        set("server.management.host", "127.1.2.3");

        assertThat(load().data().host()).isEqualTo("::1");
    }

    @Test
    void missingFileIsRefusedByName() {
        files.add(directory.resolve("absent.conf"));

        assertRefused().hasMessage("cannot read configuration file " + directory.resolve("absent.conf"));
    }

    @Test
    void syntaxErrorIsRefusedWithFileAndLine() {
        var file = file("sluice.conf", "server {\n  data {\n");

        assertRefused().hasMessageStartingWith(file + ": ");
    }

    @Test
    void substitutionsReadTheConfiguration() {
        file("sluice.conf", "server.management.port = 7, server.data.port = ${server.management.port}");

        assertThat(load().data().port()).isEqualTo(7);
    }

    @Test
    void printShowsEveryOptionWithItsValueAndOrigin() {
        var file = file("sluice.conf", "storage.sync = never, identity.accounts.KEY = \"111122223333\"");
        set("server.data.port", "0");

        assertThat(Configuration.load(files, environment, assignments).print())
                .contains("storage.sync = never  # " + file + ": 1\n")
                .contains("server.data.port = 0  # --set server.data.port\n")
                .contains("server.public-url = null  # ")
                .contains("identity.accounts.KEY = 111122223333  # " + file + ": 1\n");
    }

    private void refuses(String key, String value, String message) {
        assignments.clear();
        set(key, value);
        assertRefused().hasMessageContaining(key + " = " + value + " (--set " + key + ") " + message);
        assignments.clear();
    }

    private AbstractThrowableAssert<?, ?> assertRefused() {
        return assertThatThrownBy(this::load).isInstanceOf(InvalidConfiguration.class);
    }

    private BrokerOptions load() {
        return Configuration.load(files, environment, assignments).broker();
    }

    private void set(String key, String value) {
        assignments.add(new Assignment(key, value, "--set " + key));
    }

    private Path file(String name, String text) {
        var file = write(directory.resolve(name), text);
        files.add(file);
        return file;
    }

    private void dropIn(String name, String text) {
        write(directory.resolve("conf.d").resolve(name), text);
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
