package dev.sluice.bench.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One measurement, ready to be printed.
 *
 * @param mode such as {@code send}
 * @param conditions what it was measured under, in the order to print it
 * @param messages that count as this load's work
 * @param extras further numbers, such as messages lost
 */
public record Result(
        String mode,
        Map<String, Object> conditions,
        long messages,
        Usage usage,
        List<Tally> tallies,
        Map<String, Object> extras,
        List<String> errorSamples) {

    public Result {
        conditions = new LinkedHashMap<>(conditions);
        extras = new LinkedHashMap<>(extras);
        tallies = List.copyOf(tallies);
        errorSamples = List.copyOf(errorSamples);
    }

    public Result with(Map<String, Object> more) {
        var all = new LinkedHashMap<>(extras);
        all.putAll(more);
        return new Result(mode, conditions, messages, usage, tallies, all, errorSamples);
    }

    public long requests() {
        return tallies.stream().filter(Tally::isRequest).mapToLong(Tally::count).sum();
    }

    public long errors() {
        return tallies.stream().mapToLong(Tally::errors).sum();
    }

    public double messagesPerSecond() {
        return messages / usage.seconds();
    }

    /** Per second of the server's processor time; 0 when its process is not known or used too little to be seen. */
    public double messagesPerCpuSecond() {
        return perCpuSecond(messages);
    }

    public double requestsPerCpuSecond() {
        return perCpuSecond(requests());
    }

    /** Processor time of this program per request, in microseconds. */
    public double clientMicrosPerRequest() {
        return requests() == 0 ? 0 : usage.clientCpuSeconds() * 1e6 / requests();
    }

    public String text() {
        var out = new StringBuilder();
        out.append(mode);
        conditions.forEach(
                (name, value) -> out.append("  ").append(name).append(' ').append(value));
        line(
                out,
                "%,.0f messages/s  %,.0f requests/s  %.1f s  %d errors",
                messagesPerSecond(),
                requests() / usage.seconds(),
                usage.seconds(),
                errors());
        var server = usage.server();
        if (server != null) {
            line(
                    out,
                    "server  %,.0f messages/CPU-s  %,.0f requests/CPU-s  %.2f cores  RSS %d MiB  %d threads  read %,d MiB  wrote %,d MiB",
                    messagesPerCpuSecond(),
                    requestsPerCpuSecond(),
                    server.cpuSeconds() / usage.seconds(),
                    server.rssBytes() >> 20,
                    server.threads(),
                    server.readBytes() >> 20,
                    server.writtenBytes() >> 20);
        }
        for (var tally : tallies) {
            if (tally.count() == 0) continue;
            line(
                    out,
                    "%-18s p50 %.3f  p99 %.3f  p99.9 %.3f  max %.3f ms  (%,d)",
                    tally.name(),
                    tally.percentileMillis(50),
                    tally.percentileMillis(99),
                    tally.percentileMillis(99.9),
                    tally.maxMillis(),
                    tally.count());
        }
        if (!extras.isEmpty()) {
            out.append("\n ");
            extras.forEach(
                    (name, value) -> out.append(' ').append(name).append(' ').append(shown(value)));
        }
        line(
                out,
                "client  %.1f us/request  %.2f cores   others %.2f cores  steal %.2f",
                clientMicrosPerRequest(),
                usage.clientCpuSeconds() / usage.seconds(),
                usage.othersCpuSeconds() / usage.seconds(),
                usage.stealSeconds() / usage.seconds());
        errorSamples.forEach(sample -> line(out, "error: %s", sample));
        return out.toString();
    }

    /** The same as one line of JSON: names in camel case, latencies in milliseconds. */
    public String json() {
        var members = new LinkedHashMap<String, Object>();
        members.put("mode", mode);
        members.putAll(conditions);
        members.put("wallSeconds", usage.seconds());
        members.put("messages", messages);
        members.put("requests", requests());
        members.put("errors", errors());
        members.put("messagesPerSecond", messagesPerSecond());
        members.put("requestsPerSecond", requests() / usage.seconds());
        var server = usage.server();
        if (server != null) {
            members.put("messagesPerCpuSecond", messagesPerCpuSecond());
            members.put("requestsPerCpuSecond", requestsPerCpuSecond());
            members.put("serverCores", server.cpuSeconds() / usage.seconds());
            members.put("serverRssBytes", server.rssBytes());
            members.put("serverThreads", server.threads());
            members.put("serverReadBytes", server.readBytes());
            members.put("serverWrittenBytes", server.writtenBytes());
        }
        var latencies = new LinkedHashMap<String, Object>();
        for (var tally : tallies) {
            if (tally.count() == 0) continue;
            var latency = new LinkedHashMap<String, Object>();
            latency.put("count", tally.count());
            latency.put("p50", tally.percentileMillis(50));
            latency.put("p99", tally.percentileMillis(99));
            latency.put("p999", tally.percentileMillis(99.9));
            latency.put("max", tally.maxMillis());
            latencies.put(tally.name(), latency);
        }
        members.put("latencyMillis", latencies);
        members.putAll(extras);
        members.put("clientMicrosPerRequest", clientMicrosPerRequest());
        members.put("clientCores", usage.clientCpuSeconds() / usage.seconds());
        members.put("othersCores", usage.othersCpuSeconds() / usage.seconds());
        members.put("stealCores", usage.stealSeconds() / usage.seconds());
        members.put("errorSamples", errorSamples);
        return Json.write(members);
    }

    private double perCpuSecond(long count) {
        var server = usage.server();
        return server == null || server.cpuSeconds() == 0 ? 0 : count / server.cpuSeconds();
    }

    private static String shown(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : value.toString();
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append("\n  ").append(String.format(Locale.ROOT, format, values));
    }
}
