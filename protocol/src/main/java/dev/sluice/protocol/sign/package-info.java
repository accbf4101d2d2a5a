/** Signature Version 4: reading the credential scope, and later verifying and signing. Pure functions. */
@NullMarked
package dev.sluice.protocol.sign;

import org.jspecify.annotations.NullMarked;
