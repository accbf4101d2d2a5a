/**
 * The values everyone names things by. Immutable, no behaviour beyond their own form. Start at {@link dev.sluice.broker.model.QueueId}.
 */
@NullMarked
package dev.sluice.broker.model;

import org.jspecify.annotations.NullMarked;
