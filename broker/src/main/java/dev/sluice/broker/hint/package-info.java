/**
 * Keeps how many workers each queue needs: looks at the queues once a second, decides, remembers. Start reading at {@link
 * dev.sluice.broker.hint.Hints}. Owned by the event loop of the management port; only files are written elsewhere.
 */
@NullMarked
package dev.sluice.broker.hint;

import org.jspecify.annotations.NullMarked;
