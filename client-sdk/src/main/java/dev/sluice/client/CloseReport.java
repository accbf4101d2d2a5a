package dev.sluice.client;

/**
 * How a consumer ended.
 *
 * <pre>{@code
 * CloseReport report = consumer.close(Duration.ofSeconds(10));
 * if (report.abandoned() > 0) System.err.println(report);
 * }</pre>
 *
 * @param handedBack messages received and not begun, which others can have at once
 * @param abandoned messages whose handlers did not return in time, that were to be {@linkplain Delivery#ack acknowledged} and were
 *     not, or whose deletion was not confirmed; they come again when their visibility timeout ends, unless the deletion was
 *     done after all
 */
public record CloseReport(int handedBack, int abandoned) {}
