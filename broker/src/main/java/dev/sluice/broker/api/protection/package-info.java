/**
 * What data protection policies look for in messages, and what they have done about it. Start at {@link
 * dev.sluice.broker.api.protection.ProtectionPolicy}. Values only; searching takes time linear in the text.
 */
@NullMarked
package dev.sluice.broker.api.protection;

import org.jspecify.annotations.NullMarked;
