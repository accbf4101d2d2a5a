package dev.sluice.broker.courier;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How delays grow from the least to the greatest. AWS shows the curves and not their formulas; these have their shapes. */
enum Backoff {
    LINEAR {
        @Override
        double share(double step, double steps) {
            return step / steps;
        }
    },
    ARITHMETIC {
        @Override
        double share(double step, double steps) {
            return step * (step + 1) / (steps * (steps + 1));
        }
    },
    GEOMETRIC {
        @Override
        double seconds(int least, int most, int attempt, int attempts) {
            return attempts == 1 ? least : least * Math.pow((double) most / least, (attempt - 1.0) / (attempts - 1.0));
        }
    },
    EXPONENTIAL {
        @Override
        double share(double step, double steps) {
            return (Math.pow(2, step) - 1) / (Math.pow(2, steps) - 1);
        }
    };

    /**
     * The delay before one of so many attempts.
     *
     * @param attempt 1 to {@code attempts}
     */
    double seconds(int least, int most, int attempt, int attempts) {
        return attempts == 1 ? least : least + (most - least) * share(attempt - 1.0, attempts - 1.0);
    }

    /** How much of the way from the least to the greatest delay lies behind after so many of the steps. */
    double share(double step, double steps) {
        throw new IllegalStateException(this + " is not told by its share of the way");
    }

    /** AWS's name of it, in any case; null for another. */
    static @Nullable Backoff named(String name) {
        for (Backoff each : values()) if (each.name().equals(name.toUpperCase(Locale.ROOT))) return each;
        return null;
    }
}
