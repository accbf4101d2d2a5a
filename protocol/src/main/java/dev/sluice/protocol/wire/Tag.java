package dev.sluice.protocol.wire;

import java.nio.charset.StandardCharsets;

/** An XML element's ends, ready to be written. */
record Tag(String name, byte[] open, byte[] close) {

    static Tag of(String name) {
        return new Tag(
                name,
                ("<" + name + ">").getBytes(StandardCharsets.US_ASCII),
                ("</" + name + ">").getBytes(StandardCharsets.US_ASCII));
    }
}
