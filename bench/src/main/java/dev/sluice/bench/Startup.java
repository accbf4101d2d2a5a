package dev.sluice.bench;

import dev.sluice.bench.measure.Json;
import dev.sluice.bench.measure.ProcessSample;
import dev.sluice.bench.measure.Window;
import dev.sluice.bench.wire.Requests;
import dev.sluice.bench.wire.ServerAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a server by its command and says when it first answered ListQueues, and what it uses when nobody asks. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Starts the given command, waits for the first answer, watches it idle, and ends it by SIGTERM.")
final class Startup implements Callable<Integer> {
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int TIMEOUT_MILLIS = 1000;
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String OK = "HTTP/1.1 200";

    @Option(names = "--endpoint", description = "where it will listen; default ${DEFAULT-VALUE}")
    String endpoint = "http://127.0.0.1:9324";

    @Option(names = "--settle", description = "seconds between the first answer and watching; default ${DEFAULT-VALUE}")
    double settleSeconds = 5;

    @Option(names = "--idle", description = "seconds to watch it idle; default ${DEFAULT-VALUE}")
    double idleSeconds = 10;

    @Option(names = "--json", description = "print one line of JSON")
    boolean json;

    @Parameters(arity = "1..*", description = "the command that starts the server, after --")
    List<String> command = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var server = ServerAddress.of(endpoint);
        long startedAt = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            byte[] request = new Requests(server).listQueues();
            while (!answers(server, request)) {
                if (!process.isAlive()) throw new IllegalStateException("the server ended before it answered");
                if (System.nanoTime() - startedAt > GIVE_UP_NANOS) throw new IllegalStateException("no answer in 60 s");
                LockSupport.parkNanos(ASK_AGAIN_NANOS);
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

    private static boolean answers(ServerAddress server, byte[] request) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request);
            byte[] start = socket.getInputStream().readNBytes(OK.length());
            return new String(start, StandardCharsets.US_ASCII).equals(OK);
        } catch (IOException e) {
            // Not listening yet, which is what is being waited for.
            return false;
        }
    }
}
