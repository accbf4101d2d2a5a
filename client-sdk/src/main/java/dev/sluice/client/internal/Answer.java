package dev.sluice.client.internal;

import java.util.Map;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param headers the first of each name, in lower case
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

    /** @param name in lower case */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
