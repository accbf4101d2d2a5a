package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SipHashTest {
    private static final byte[] KEY = counting(16);

    @Test
    void agreesWithThePublishedVectors() {
        var hash = new SipHash(KEY);

        assertThat(hash.hash(counting(0), 0)).isEqualTo(0x726fdb47dd0e0e31L);
        assertThat(hash.hash(counting(1), 1)).isEqualTo(0x74f839c593dc67fdL);
        assertThat(hash.hash(counting(8), 8)).isEqualTo(0x93f5f5799a932462L);
        assertThat(hash.hash(counting(15), 15)).isEqualTo(0xa129ca6149be45e5L);
    }

    @Test
    void hashesOnlyTheBytesUpToTheLength() {
        var hash = new SipHash(KEY);

        assertThat(hash.hash(counting(40), 15)).isEqualTo(hash.hash(counting(15), 15));
    }

    @Test
    void refusesAKeyOfAnotherLength() {
        assertThatThrownBy(() -> new SipHash(counting(15))).hasMessageContaining("15 bytes");
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte) i;
        return bytes;
    }
}
