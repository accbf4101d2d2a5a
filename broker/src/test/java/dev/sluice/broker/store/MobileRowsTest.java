package dev.sluice.broker.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.ApplicationRecord;
import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.effect.MobileChange;
import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.engine.effect.PhoneNumberRecord;
import dev.sluice.broker.engine.effect.PhoneNumberRecord.Sandbox;
import dev.sluice.broker.engine.effect.SmsSandbox;
import dev.sluice.broker.engine.effect.SmsSettings;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.EndpointId;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.SmsAccount;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows about mobile telephones, byte for byte, and what becomes of them in a store. */
class MobileRowsTest {
    private static final String ACCOUNT_REGION = "303030303030303030303030" + "00" + "75732d656173742d31" + "00";
    private static final String GCM_SHOP = "47434d" + "00" + "73686f70";
    private static final ApplicationId SHOP = new ApplicationId("000000000000", "us-east-1", "GCM", "shop");
    private static final ApplicationRecord APPLICATION = new ApplicationRecord(SHOP, Map.of("Enabled", "true"), 1_000);

    @TempDir
    Path directory;

    @Test
    void applicationIsTheseBytes() {
        checkBytes(
                APPLICATION,
                "61" + ACCOUNT_REGION + GCM_SHOP,
                "01" + "00000000000003e8" + "00000001" + "00000007" + "456e61626c6564" + "00000004" + "74727565");
    }

    @Test
    void endpointIsTheseBytes() {
        checkBytes(
                endpoint(SHOP, 2, "tok"),
                "65" + ACCOUNT_REGION + GCM_SHOP + "00" + "0000000000000001" + "0000000000000002",
                "01" + "00000000000003e8" + "01" + "00000003" + "746f6b" + "00000002" + "7b7d");
    }

    @Test
    void rowsAboutTextMessagesAreTheseBytes() {
        var account = new SmsAccount("000000000000", "us-east-1");
        String accountAndRegion = ACCOUNT_REGION.substring(0, ACCOUNT_REGION.length() - 2);
        checkBytes(
                new SmsSettings(account, Map.of("a", "b")),
                "6d61" + accountAndRegion,
                "01" + "00000001" + "00000001" + "61" + "00000001" + "62");
        checkBytes(
                new PhoneNumberRecord(account, new PhoneNumber("+49"), true, Sandbox.PENDING, "123456", 258),
                "6d6e" + ACCOUNT_REGION + "2b3439",
                "01" + "01" + "01" + "0000000000000102" + "00000006" + "313233343536");
        checkBytes(new SmsSandbox(true), "6d73", "01" + "01");
    }

    private static void checkBytes(MobileRow row, String key, String value) {
        HexFormat hex = HexFormat.of();
        assertThat(hex.formatHex(MobileRows.key(row))).isEqualTo(key);
        assertThat(hex.formatHex(MobileRows.value(row))).isEqualTo(value);
        assertThat(MobileRows.read(ByteBuffer.wrap(hex.parseHex(key)), ByteBuffer.wrap(hex.parseHex(value))))
                .isEqualTo(row);
    }

    @Test
    void endpointsGoWithTheirApplicationAndNoOthers() {
        var neighbour = new ApplicationId("000000000000", "us-east-1", "GCM", "shop2");
        var kept = endpoint(neighbour, -1, "b");
        try (var store = RocksStore.open(Fixtures.options(directory))) {
            store.write(
                    List.of(
                            new MobileChange.Put(APPLICATION),
                            new MobileChange.Put(endpoint(SHOP, -1, "a")),
                            new MobileChange.Put(new ApplicationRecord(neighbour, Map.of(), 1)),
                            new MobileChange.Put(kept)),
                    Fixtures.shard(1));
            store.write(List.of(new MobileChange.Remove(APPLICATION)), Fixtures.shard(2));

            assertThat(Restored.from(store).mobile)
                    .containsExactly(new ApplicationRecord(neighbour, Map.of(), 1), kept);
        }
    }

    @Test
    void endpointOfNoApplicationIsFound() {
        try (var store = RocksStore.open(Fixtures.options(directory))) {
            store.write(List.of(new MobileChange.Put(endpoint(SHOP, 2, "a"))), Fixtures.shard(1));
        }

        assertThat(DataVerification.verify(Fixtures.options(directory)).problems())
                .singleElement()
                .asString()
                .contains("an endpoint belongs to no application", "endpoint/GCM/shop/");
    }

    private static EndpointRecord endpoint(ApplicationId application, long number, String token) {
        return new EndpointRecord(new EndpointId(application, new UUID(1, number)), token, true, "{}", 1_000);
    }
}
