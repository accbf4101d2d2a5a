package dev.sluice.broker.cli;

/** The broker said no, or said nothing. */
public final class RemoteFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    RemoteFault(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * @param status of HTTP
     * @param code as AWS names the error, or empty
     */
    static RemoteFault refused(int status, String code, String message) {
        String text = code.isEmpty() ? message : code + ": " + message;
        boolean different = message.contains("already exists with different");
        return new RemoteFault(different ? ExitCodes.CONFLICT : exitCode(status, code), text);
    }

    static RemoteFault unreachable(String message) {
        return new RemoteFault(ExitCodes.UNAVAILABLE, message);
    }

    private static int exitCode(int status, String code) {
        if (status == 404 || code.contains("DoesNotExist") || code.contains("NotFound")) return ExitCodes.NOT_FOUND;
        if (code.contains("NameExists")) return ExitCodes.CONFLICT;
        return status >= 500 ? ExitCodes.UNAVAILABLE : ExitCodes.FAILED;
    }

    /** What the command ends with. */
    public int exitCode() {
        return exitCode;
    }
}
