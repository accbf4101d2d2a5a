package dev.sluice.broker.engine.queue;

import java.util.Locale;

/** For what must hold if we are right. When it does not, the state cannot be trusted and the process stops. */
public final class Check {
    private Check() {}

    public static void require(boolean condition, String what, Object... values) {
        if (!condition) throw new IllegalStateException(String.format(Locale.ROOT, what, values));
    }
}
