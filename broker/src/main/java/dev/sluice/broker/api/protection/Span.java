package dev.sluice.broker.api.protection;

/** A part of a text, in UTF-16 units: from the first up to, not including, the last. */
record Span(int from, int to) {}
