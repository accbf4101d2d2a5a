/** One record per SQS request and response, the same whichever protocol it came in. A member that the client left out is null; only the API decides whether it was required. */
@NullMarked
package dev.sluice.protocol.sqs;

import org.jspecify.annotations.NullMarked;
