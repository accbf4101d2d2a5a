/**
 * The rules of mobile telephones: applications of push services and their endpoints. Start at {@code Applications}; their
 * state belongs to the shard thread.
 */
@NullMarked
package dev.sluice.broker.engine.mobile;

import org.jspecify.annotations.NullMarked;
