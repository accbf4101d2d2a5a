/** Signature Version 4: reading the credential scope, signing, and later verifying. Pure functions. */
@NullMarked
package dev.sluice.protocol.sign;

import org.jspecify.annotations.NullMarked;
