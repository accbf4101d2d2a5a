package dev.sluice.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What all processors together have done so far, to see whether a measurement was alone on the machine.
 *
 * @param stealSeconds time in which the hypervisor ran somebody else
 */
record MachineSample(double busySeconds, double stealSeconds) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 1;
    private static final int NICE = 2;
    private static final int SYSTEM = 3;
    private static final int IRQ = 6;
    private static final int SOFTIRQ = 7;
    private static final int STEAL = 8;

    static MachineSample now() {
        try {
            String stat = Files.readString(Path.of("/proc/stat"), StandardCharsets.UTF_8);
            String[] fields = stat.substring(0, stat.indexOf('\n')).split(" +", -1);
            long busy = 0;
            for (int field : new int[] {USER, NICE, SYSTEM, IRQ, SOFTIRQ}) busy += Long.parseLong(fields[field]);
            return new MachineSample(busy / TICKS_PER_SECOND, Long.parseLong(fields[STEAL]) / TICKS_PER_SECOND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /proc/stat; measuring processor time needs Linux", e);
        }
    }
}
