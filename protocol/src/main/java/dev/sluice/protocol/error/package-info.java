/** Every error in a table for each service: shape name, query code, status, fault. Start at {@link dev.sluice.protocol.error.ErrorCode}. */
@NullMarked
package dev.sluice.protocol.error;

import org.jspecify.annotations.NullMarked;
