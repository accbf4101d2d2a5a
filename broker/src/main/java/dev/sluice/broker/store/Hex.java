package dev.sluice.broker.store;

import java.util.HexFormat;

/** Bytes as messages to people show them. */
final class Hex {
    private static final int MOST = 64;

    private Hex() {}

    static String of(byte[] bytes) {
        if (bytes.length <= MOST) return HexFormat.of().formatHex(bytes);
        return HexFormat.of().formatHex(bytes, 0, MOST) + "... (" + bytes.length + " bytes)";
    }
}
