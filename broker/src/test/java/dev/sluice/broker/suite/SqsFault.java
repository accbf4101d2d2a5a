package dev.sluice.broker.suite;

import org.jspecify.annotations.Nullable;

/** An error answer, in as much detail as the kind of client shows. */
public final class SqsFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable String shape;
    private final @Nullable Integer status;
    private final @Nullable String type;
    private final String text;

    /**
     * @param code the query code, which every client calls the error code
     * @param shape the short name of the error's shape, or null when the client does not tell
     * @param status the HTTP status, or null when the client does not tell
     * @param type {@code Sender} or {@code Receiver}, or null when the client does not tell
     */
    SqsFault(
            String code,
            @Nullable String shape,
            @Nullable Integer status,
            @Nullable String type,
            String text,
            @Nullable Throwable cause) {
        super("%s (shape %s, status %s, type %s): %s".formatted(code, shape, status, type, text), cause);
        this.code = code;
        this.shape = shape;
        this.status = status;
        this.type = type;
        this.text = text;
    }

    public String code() {
        return code;
    }

    @Nullable
    String shape() {
        return shape;
    }

    @Nullable
    Integer status() {
        return status;
    }

    @Nullable
    String type() {
        return type;
    }

    /** What the broker said in words. */
    String text() {
        return text;
    }
}
