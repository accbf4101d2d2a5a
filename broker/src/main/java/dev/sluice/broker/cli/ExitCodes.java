package dev.sluice.broker.cli;

/** What a command ends with, for scripts to go by. */
final class ExitCodes {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int NOT_FOUND = 3;
    /** It exists already, and is not the same. */
    static final int CONFLICT = 4;
    /** The broker cannot be reached, or is not ready. */
    static final int UNAVAILABLE = 5;

    private ExitCodes() {}
}
