package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void idsAreDistinctRandomUuids() {
        var ids = Ids.random();
        var seen = new HashSet<String>();
        for (int i = 0; i < 100_000; i++) {
            String id = i % 2 == 0 ? ids.messageId().toString() : ids.requestId();
            assertThat(seen.add(id)).isTrue();
            UUID uuid = UUID.fromString(id);
            if (uuid.version() != 4 || uuid.variant() != 2) throw new AssertionError(id);
        }
    }

    @Test
    void twoSourcesAgreeOnlyWhenSeededAlike() {
        assertThat(Ids.seeded(7).messageId()).isEqualTo(Ids.seeded(7).messageId());
        assertThat(Ids.random().messageId()).isNotEqualTo(Ids.random().messageId());
    }
}
