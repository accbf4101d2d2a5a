package dev.sluice.bench.measure;

import org.jspecify.annotations.Nullable;

/**
 * What was used while something was measured.
 *
 * @param clientCpuSeconds of this program
 * @param server null when its process is not known
 * @param othersCpuSeconds of every other process on the machine; 0 when the server's process is not known
 * @param stealSeconds taken by the hypervisor
 */
public record Usage(
        double seconds,
        double clientCpuSeconds,
        @Nullable Server server,
        double othersCpuSeconds,
        double stealSeconds) {

    /**
     * @param rssBytes and threads at the end
     * @param readBytes from the disk
     * @param writtenBytes to the disk
     */
    public record Server(double cpuSeconds, long rssBytes, int threads, long readBytes, long writtenBytes) {}
}
