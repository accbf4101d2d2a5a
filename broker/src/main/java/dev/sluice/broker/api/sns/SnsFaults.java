package dev.sluice.broker.api.sns;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.SnsErrorCode;

/** The words of SNS for every no that is not particular to one area. Clients search some of these texts. */
final class SnsFaults {
    private SnsFaults() {}

    /** {@code Invalid parameter: Topic Name}. */
    static ApiException invalidParameter(String what) {
        return new ApiException(SnsErrorCode.INVALID_PARAMETER, "Invalid parameter: " + what);
    }
}
