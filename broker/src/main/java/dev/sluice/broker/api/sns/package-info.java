/**
 * What each operation of SNS means, as its parent package says it for SQS. Start at {@link
 * dev.sluice.broker.api.sns.SnsApi}. Each event loop has an instance of its own.
 */
@NullMarked
package dev.sluice.broker.api.sns;

import org.jspecify.annotations.NullMarked;
