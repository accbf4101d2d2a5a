package dev.sluice.broker.api;

/** The protocol of a request, and so of its answer. */
public enum Wire {
    JSON,
    QUERY,
    /** Asked in the Query protocol and answered in JSON, where that is done. */
    QUERY_AS_JSON
}
