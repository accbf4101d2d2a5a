package dev.sluice.samples.shop;

import java.util.Locale;

/** A moment as lines for a terminal. */
final class Panel {
    private static final int WIDTH = 50;
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    private final boolean terminal;
    private long most = 1;

    /** @param terminal draw over what was drawn before; else a line for each moment */
    Panel(boolean terminal) {
        this.terminal = terminal;
    }

    String draw(Moment now) {
        most = Math.max(most, now.backlog() + now.inFlight());
        String wanted = now.desired() < 0 ? "?" : Integer.toString(now.desired());
        String waited = Double.isNaN(now.p95()) ? "-" : String.format(Locale.ROOT, "%.1f s", now.p95());
        if (!terminal) {
            return String.format(
                    Locale.ROOT,
                    "%6.1f s  backlog %5d  in flight %2d  workers %d of %s wanted  p95 waiting %s  shipped %d  billed %d%n",
                    now.seconds(),
                    now.backlog(),
                    now.inFlight(),
                    now.workers(),
                    wanted,
                    waited,
                    now.shipped(),
                    now.billed());
        }
        return HOME_AND_CLEAR
                + String.format(Locale.ROOT, "shop, %.0f s%n%n", now.seconds())
                + String.format("backlog  %6d  %s%n", now.backlog(), bar(now.backlog(), most))
                + String.format("in hand  %6d  %s%n", now.inFlight(), bar(now.inFlight(), most))
                + String.format("workers  %6d  %s of %s wanted%n", now.workers(), "▮".repeat(now.workers()), wanted)
                + String.format("waiting  %6s  95 of 100 orders less%n", waited)
                + String.format("shipped  %6d%nbilled   %6d%n", now.shipped(), now.billed());
    }

    private static String bar(long value, long most) {
        return "█".repeat((int) ((value * WIDTH + most - 1) / most));
    }
}
