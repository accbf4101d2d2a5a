package dev.sluice.broker.scaling.simulation;

/**
 * How long jobs take: always the same, or exponentially distributed about a mean.
 *
 * @param mean seconds, above 0
 */
public record ServiceTime(double mean, boolean exponential) {

    public ServiceTime {
        if (!(mean > 0 && mean <= 86_400)) throw new IllegalArgumentException("a job takes up to 86400 seconds");
    }

    /**
     * {@code exp:20} or {@code fixed:20}.
     *
     * @throws IllegalArgumentException unless it has that form
     */
    public static ServiceTime parse(String text) {
        boolean exponential = text.startsWith("exp:");
        String mean = text.substring(text.indexOf(':') + 1);
        if ((!exponential && !text.startsWith("fixed:")) || !mean.matches("\\d{1,5}(\\.\\d{1,6})?")) {
            throw new IllegalArgumentException("a service time is written exp:20 or fixed:20, in seconds");
        }
        return new ServiceTime(Double.parseDouble(mean), exponential);
    }

    double draw(Draws draws) {
        return exponential ? -mean * Math.log(1 - draws.next()) : mean;
    }
}
