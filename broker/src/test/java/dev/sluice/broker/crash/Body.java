package dev.sluice.broker.crash;

/**
 * A message body that can be checked without having kept it: the message's id, then a filler that follows from id and
 * length.
 */
record Body(String id, int fillerLength) {

    String text() {
        String unit = Integer.toString(id.hashCode() & Integer.MAX_VALUE, Character.MAX_RADIX) + ".";
        String filler = unit.repeat(fillerLength / unit.length() + 1).substring(0, fillerLength);
        return id + "|" + fillerLength + "|" + filler;
    }

    /** @throws IllegalArgumentException when this is not exactly what {@link #text} made */
    static Body parse(String text) {
        String[] parts = text.split("\\|", 3);
        if (parts.length == 3) {
            Body body = new Body(parts[0], Integer.parseInt(parts[1]));
            if (body.text().equals(text)) return body;
        }
        throw new IllegalArgumentException("not a body we sent: " + text);
    }
}
