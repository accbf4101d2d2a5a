/**
 * JSON that is read as a whole: attribute values, bodies of the management port, files. Start at {@code JsonText}. Stateless.
 * What comes with every message is read by the codecs of {@code protocol} and by readers of its own, as a stream.
 */
@NullMarked
package dev.sluice.broker.json;

import org.jspecify.annotations.NullMarked;
