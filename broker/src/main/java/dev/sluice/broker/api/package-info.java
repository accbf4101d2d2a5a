/**
 * Says what each operation means: checks it, makes a command, words the reply. Start at
 * {@link dev.sluice.broker.api.AwsApi}. Each event loop has an instance of its own, which keeps buffers and small caches
 * but no state that an answer depends on.
 */
@NullMarked
package dev.sluice.broker.api;

import org.jspecify.annotations.NullMarked;
