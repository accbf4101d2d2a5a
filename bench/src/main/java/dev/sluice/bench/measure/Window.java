package dev.sluice.bench.measure;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** What server, client and machine used between two moments. */
public final class Window {
    private final long serverPid;
    private final @Nullable ProcessSample serverBefore;
    private final ProcessSample clientBefore;
    private final MachineSample machineBefore;
    private final long openedAt;
    private final double clientCpuBefore;

    private Window(long serverPid) {
        this.serverPid = serverPid;
        this.serverBefore = serverPid > 0 ? ProcessSample.of(serverPid) : null;
        this.clientBefore = ProcessSample.of(ProcessHandle.current().pid());
        this.machineBefore = MachineSample.now();
        this.clientCpuBefore = clientCpuSeconds();
        this.openedAt = System.nanoTime();
    }

    /** @param serverPid 0 to leave the server's usage out */
    public static Window open(long serverPid) {
        return new Window(serverPid);
    }

    public Usage close() {
        double seconds = (System.nanoTime() - openedAt) / 1e9;
        double clientCpu = clientCpuSeconds() - clientCpuBefore;
        var machine = MachineSample.now();
        Usage.Server server = null;
        double serverCpu = 0;
        if (serverBefore != null) {
            var now = ProcessSample.of(serverPid);
            serverCpu = now.cpuSeconds() - serverBefore.cpuSeconds();
            server = new Usage.Server(
                    serverCpu,
                    now.rssBytes(),
                    now.threads(),
                    now.readBytes() - serverBefore.readBytes(),
                    now.writtenBytes() - serverBefore.writtenBytes());
        }
        double clientTicks = ProcessSample.of(ProcessHandle.current().pid()).cpuSeconds() - clientBefore.cpuSeconds();
        double others = machine.busySeconds() - machineBefore.busySeconds() - clientTicks - serverCpu;
        return new Usage(
                seconds,
                clientCpu,
                server,
                server == null ? 0 : Math.max(0, others),
                machine.stealSeconds() - machineBefore.stealSeconds());
    }

    /** Finer than the ticks of {@code /proc}; threads of the virtual machine included. */
    private static double clientCpuSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
