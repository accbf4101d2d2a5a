package dev.sluice.protocol.wire;

import java.nio.charset.StandardCharsets;

/** An XML element's ends, and the whole of an empty one, ready to be written. */
record Tag(String name, byte[] open, byte[] close, byte[] empty) {

    static Tag of(String name) {
        return new Tag(
                name,
                ("<" + name + ">").getBytes(StandardCharsets.US_ASCII),
                ("</" + name + ">").getBytes(StandardCharsets.US_ASCII),
                ("<" + name + "/>").getBytes(StandardCharsets.US_ASCII));
    }
}
