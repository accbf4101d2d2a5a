package dev.sluice.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, from Linux's {@code /proc}.
 *
 * @param cpuSeconds user and system time, counted in ticks of 10 ms
 * @param readBytes fetched from the disk, so not found in the page cache
 * @param writtenBytes handed to the disk, page cache writeback included
 */
public record ProcessSample(double cpuSeconds, long rssBytes, int threads, long readBytes, long writtenBytes) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME = 11;
    private static final int STIME = 12;

    public static ProcessSample of(long pid) {
        var directory = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(directory.resolve("stat"), StandardCharsets.UTF_8);
            // The second field is the program's name in parentheses and may hold spaces.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double cpu = (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS_PER_SECOND;
            String status = Files.readString(directory.resolve("status"), StandardCharsets.UTF_8);
            String io = Files.readString(directory.resolve("io"), StandardCharsets.UTF_8);
            return new ProcessSample(
                    cpu,
                    number(status, "VmRSS:") << 10,
                    (int) number(status, "Threads:"),
                    number(io, "\nread_bytes:"),
                    number(io, "\nwrite_bytes:"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read what process " + pid + " uses; is it running, on Linux, and ours?", e);
        }
    }

    static long number(String text, String label) {
        int at = text.indexOf(label);
        if (at < 0) return 0;
        int from = at + label.length();
        while (!Character.isDigit(text.charAt(from))) from++;
        int to = from;
        while (to < text.length() && Character.isDigit(text.charAt(to))) to++;
        return Long.parseLong(text.substring(from, to));
    }
}
