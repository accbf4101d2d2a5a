package dev.sluice.protocol.wire;

/** What the value of a member is: one of the scalars, a list, a map from text, or a structure. */
sealed interface Type permits Type.Scalar, Type.ListOf, Type.MapOf, Shape {

    enum Scalar implements Type {
        TEXT,
        INTEGER,
        LONG,
        BOOLEAN,
        /** Bytes, in base64 on the wire. */
        BLOB,
        /** A list of which only matters whether it has elements. Never written. */
        PRESENCE
    }

    record ListOf(Type element) implements Type {}

    /** In the Query protocol a map is a list of pairs, and services differ in how they name the two halves. */
    record MapOf(String keyName, Tag key, String valueName, Tag value, Type element) implements Type {

        MapOf(String keyName, String valueName, Type element) {
            this(keyName, Tag.of(keyName), valueName, Tag.of(valueName), element);
        }
    }
}
