/**
 * Which messages a subscription wants. Start at {@code FilterPolicy}; policies and subjects never change, a
 * {@code FilterIndex} belongs to the thread of its topic. The only user of JSON among the rules.
 */
@NullMarked
package dev.sluice.broker.engine.filter;

import org.jspecify.annotations.NullMarked;
