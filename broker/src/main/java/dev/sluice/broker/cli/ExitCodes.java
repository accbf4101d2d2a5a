package dev.sluice.broker.cli;

/** What every command of {@code sluice} ends with, for scripts to go by. */
public final class ExitCodes {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;
    public static final int NOT_FOUND = 3;
    /** It exists already, and is not the same. */
    public static final int CONFLICT = 4;
    /** The broker cannot be reached, or is not ready. */
    public static final int UNAVAILABLE = 5;

    private ExitCodes() {}
}
