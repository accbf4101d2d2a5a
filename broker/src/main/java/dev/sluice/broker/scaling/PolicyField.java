package dev.sluice.broker.scaling;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a policy, as texts say it: in tags, in the configuration, in JSON. The default of those that may be left
 * open is a word, which takes back what a weaker source says.
 */
public enum PolicyField {
    ENABLED("enabled", "true", "true or false"),
    MODE("mode", "latency", "latency or backlog"),
    MIN("min", "0", Form.WHOLE, 0, ScalingPolicy.MOST_WORKERS),
    MAX("max", "1337", Form.WHOLE, 0, ScalingPolicy.MOST_WORKERS),
    TARGET_LATENCY("targetLatencySeconds", "60", Form.WHOLE, 1, 86_400),
    TARGET_BACKLOG("targetBacklogPerWorker", "10", Form.WHOLE, 1, 1_000_000),
    SERVICE("serviceSeconds", "measured", Form.NUMBER, 0.001, 43_200),
    THROUGHPUT("workerThroughput", "measured", Form.NUMBER, 0.00001, 1_000_000),
    CONCURRENCY("concurrencyPerWorker", "1", Form.WHOLE_OR_AUTO, 1, 100_000),
    STARTUP("startupSeconds", "30", Form.WHOLE, 0, 3_600),
    UTILISATION("utilisation", "0.8", Form.NUMBER, 0.05, 1),
    SCALE_IN_WINDOW("scaleInWindowSeconds", "auto", Form.WHOLE, 0, 3_600),
    SCALE_IN_STEP("scaleInStep", "50%/30s", Form.STEP, 0, 0),
    SCALE_OUT_STEP("scaleOutStep", "none", Form.STEP, 0, 0),
    IDLE("idleSeconds", "120", Form.WHOLE, 0, 86_400),
    SUSPECT_RECEIVES("suspectReceives", "3", Form.WHOLE, 1, ScalingPolicy.MOST_SUSPECT_RECEIVES),
    SUSPECT_GRACE("suspectGraceSeconds", "900", Form.WHOLE, 0, 86_400),
    CONGESTION_GUARD("congestionGuard", "false", "true or false"),
    GROUP("group", "none", Form.NAME, 0, 0);

    /** What stands for a number that is to be found out. */
    static final String AUTO = "auto";

    private enum Form {
        WORDS,
        WHOLE,
        WHOLE_OR_AUTO,
        NUMBER,
        STEP,
        NAME
    }

    private final String text;
    private final String byDefault;
    private final Form form;
    private final double least;
    private final double most;
    private final String words;

    PolicyField(String text, String byDefault, Form form, double least, double most) {
        this.text = text;
        this.byDefault = byDefault;
        this.form = form;
        this.least = least;
        this.most = most;
        this.words = "";
    }

    PolicyField(String text, String byDefault, String words) {
        this.text = text;
        this.byDefault = byDefault;
        this.form = Form.WORDS;
        this.least = 0;
        this.most = 0;
        this.words = words;
    }

    /** Null when there is none of that name. */
    public static @Nullable PolicyField named(String name) {
        for (PolicyField field : values()) if (field.text.equals(name)) return field;
        return null;
    }

    public String byDefault() {
        return byDefault;
    }

    /** Whether JSON writes the value as a number, where it is no word. */
    public boolean isNumber() {
        return form == Form.WHOLE || form == Form.WHOLE_OR_AUTO || form == Form.NUMBER;
    }

    /** @throws IllegalArgumentException saying what is allowed */
    public void check(String value) {
        if (value.equals(byDefault) || allows(value)) return;
        String open = allows(byDefault) && form != Form.NAME ? "" : ", or " + byDefault;
        throw new IllegalArgumentException(text + " is " + allowed() + open + ", not " + value);
    }

    private boolean allows(String value) {
        return switch (form) {
            case WORDS -> List.of(words.split(" or ", -1)).contains(value);
            case WHOLE -> isWhole(value);
            case WHOLE_OR_AUTO -> value.equals(AUTO) || isWhole(value);
            case NUMBER -> value.matches("\\d{1,9}(\\.\\d{1,9})?") && isBetween(Double.parseDouble(value));
            case STEP -> Step.isStep(value);
            case NAME -> value.matches("[A-Za-z0-9_.-]{1,80}");
        };
    }

    private boolean isWhole(String value) {
        return value.matches("\\d{1,9}") && isBetween(Double.parseDouble(value));
    }

    private boolean isBetween(double number) {
        return least <= number && number <= most;
    }

    private String allowed() {
        return switch (form) {
            case WORDS -> words;
            case WHOLE -> "a whole number from " + plain(least) + " to " + plain(most);
            case WHOLE_OR_AUTO -> "a whole number from " + plain(least) + " to " + plain(most) + ", or auto";
            case NUMBER -> "a number from " + plain(least) + " to " + plain(most);
            case STEP -> "a step such as 50%/30s or 4/60s";
            case NAME -> "a name of up to 80 letters, digits and _.-";
        };
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return text;
    }
}
