/**
 * One record per SNS request and response. A member that the client left out is null, or empty for a list or a map; what the API requires is never null, for a request without it
 * is refused while it is read.
 */
@NullMarked
package dev.sluice.protocol.sns;

import org.jspecify.annotations.NullMarked;
