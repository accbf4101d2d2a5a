/**
 * A shop: orders go to a topic, whose subscribers ship and bill them. Start reading at {@link
 * dev.sluice.samples.shop.ShopCommand}. Each service is a process that can be killed at any time: what it has said yes to is
 * on disk, and what it does is done once, because there is one entry of its {@link dev.sluice.samples.shop.Ledger} for each order.
 */
@NullMarked
package dev.sluice.samples.shop;

import org.jspecify.annotations.NullMarked;
