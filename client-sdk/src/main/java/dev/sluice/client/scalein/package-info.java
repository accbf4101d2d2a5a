/**
 * What platforms are asked by: each a {@link dev.sluice.client.ScaleInProtection} that makes a few HTTP requests. Start at {@link
 * dev.sluice.client.scalein.EcsTaskProtection}.
 */
@NullMarked
package dev.sluice.client.scalein;

import org.jspecify.annotations.NullMarked;
