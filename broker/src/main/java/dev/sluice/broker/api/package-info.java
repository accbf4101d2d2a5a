/**
 * Says what each operation means: checks it, makes a command, words the reply. Start at {@code SqsApi}. Stateless; runs on
 * the event loops.
 */
@NullMarked
package dev.sluice.broker.api;

import org.jspecify.annotations.NullMarked;
