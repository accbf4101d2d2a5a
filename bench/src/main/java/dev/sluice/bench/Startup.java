package dev.sluice.bench;

import dev.sluice.bench.measure.Json;
import dev.sluice.bench.measure.ProcessSample;
import dev.sluice.bench.measure.Window;
import dev.sluice.bench.wire.ServerAddress;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a server by its command and says when it first answered ListQueues, and what it uses when nobody asks. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Starts the given command, waits for the first answer, watches it idle, and ends it by SIGTERM.")
final class Startup implements Callable<Integer> {
    private static final int GIVE_UP_SECONDS = 60;

    @Option(names = "--endpoint", description = "where it will listen; default ${DEFAULT-VALUE}")
    String endpoint = "http://127.0.0.1:9324";

    @Option(names = "--settle", description = "seconds between the first answer and watching; default ${DEFAULT-VALUE}")
    double settleSeconds = 5;

    @Option(names = "--idle", description = "seconds to watch it idle; default ${DEFAULT-VALUE}")
    double idleSeconds = 10;

    @Option(names = "--label", description = "what the data directory holds, for the table")
    String label = "";

    @Option(names = "--json", description = "print one line of JSON")
    boolean json;

    @Option(names = "--command", required = true, description = "what starts the server, words separated by spaces")
    String command = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        var server = ServerAddress.of(endpoint);
        long startedAt = System.nanoTime();
        var process = new ProcessBuilder(command.split(" +", -1))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (!FirstAnswer.await(server, GIVE_UP_SECONDS, process::isAlive)) {
                throw new IllegalStateException("the server ended, or did not answer in " + GIVE_UP_SECONDS + " s");
            }
            double firstAnswer = (System.nanoTime() - startedAt) / 1e9;
            long pid = serverPid(process);
            var answered = ProcessSample.of(pid);
            TimeUnit.MILLISECONDS.sleep((long) (settleSeconds * 1000));
            var window = Window.open(pid);
            TimeUnit.MILLISECONDS.sleep((long) (idleSeconds * 1000));
            var usage = window.close();
            var idle = ProcessSample.of(pid);

            var members = new LinkedHashMap<String, Object>();
            members.put("mode", "startup");
            members.put("label", label);
            members.put("firstAnswerSeconds", firstAnswer);
            members.put("cpuSecondsByThen", answered.cpuSeconds());
            var used = usage.server();
            members.put("idleCores", used == null ? 0.0 : used.cpuSeconds() / usage.seconds());
            members.put("idleRssMiB", idle.rssBytes() >> 20);
            members.put("idleThreads", idle.threads());
            long stoppedAt = System.nanoTime();
            process.destroy();
            boolean ended = process.waitFor(30, TimeUnit.SECONDS);
            members.put("stopSeconds", (System.nanoTime() - stoppedAt) / 1e9);
            if (json) System.out.println(Json.write(members));
            else members.forEach((name, value) -> System.out.println(name + " " + value));
            return ended ? 0 : 1;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The process itself, or the virtual machine that a start script waits for. */
    private static long serverPid(Process process) {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElse(process.pid());
    }
}
