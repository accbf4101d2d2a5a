/**
 * Shows and steers: health, metrics, queues. Start at {@code AdminServer}.
 */
@NullMarked
package dev.sluice.broker.admin;

import org.jspecify.annotations.NullMarked;
