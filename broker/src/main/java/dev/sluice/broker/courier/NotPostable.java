package dev.sluice.broker.courier;

import java.io.IOException;

/** Nothing may be posted there: the URL has no host, or one whose address is guarded. */
public final class NotPostable extends IOException {
    private static final long serialVersionUID = 1L;

    NotPostable(String reason) {
        super(reason);
    }
}
