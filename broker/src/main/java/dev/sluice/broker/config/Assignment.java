package dev.sluice.broker.config;

/**
 * One option set from outside any file.
 *
 * @param origin what messages name as its source, such as {@code --port}
 */
public record Assignment(String key, String value, String origin) {}
