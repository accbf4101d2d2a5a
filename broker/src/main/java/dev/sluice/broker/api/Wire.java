package dev.sluice.broker.api;

/** The protocol of a request, and so of its answer. */
enum Wire {
    JSON,
    QUERY
}
