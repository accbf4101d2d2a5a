/**
 * Tests against a real broker in the same JVM, whose clock and network the test holds in its hands. Start at {@link
 * dev.sluice.junit.SluiceTest}.
 */
@NullMarked
package dev.sluice.junit;

import org.jspecify.annotations.NullMarked;
