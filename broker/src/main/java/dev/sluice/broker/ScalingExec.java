package dev.sluice.broker;

import dev.sluice.broker.cli.ExitCodes;
import dev.sluice.broker.cli.ManagementClient;
import dev.sluice.broker.cli.RemoteFault;
import dev.sluice.broker.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Follows one hint: shows each change, or runs a command for it. A read that fails changes nothing; a command that fails is
 * run again, with growing pauses and by then with the latest number.
 */
final class ScalingExec {
    private static final int WAIT_SECONDS = 30;
    private static final long SHORTEST_PAUSE_SECONDS = 1;
    private static final long LONGEST_PAUSE_SECONDS = 60;
    private static final String PLACE = "{desired}";

    private final ManagementClient client;
    private final ScalingWords asked;
    private final PrintStream out;
    private final PrintStream err;
    private long index = -1;
    private long pauseSeconds = SHORTEST_PAUSE_SECONDS;

    ScalingExec(ManagementClient client, ScalingWords asked, PrintStream out, PrintStream err) {
        this.client = client;
        this.asked = asked;
        this.out = out;
        this.err = err;
    }

    int watch() throws IOException {
        asked.requirePath();
        while (true) {
            JsonObject hint = next();
            if (hint.whole("index") == index) continue;
            index = hint.whole("index");
            out.print(now() + " " + ScalingCommand.row(hint));
            out.flush();
            if (asked.once()) return ExitCodes.DONE;
        }
    }

    int exec() throws IOException {
        asked.requirePath();
        if (asked.command().isEmpty()) throw new WrongUsage("scaling exec needs a command behind --");
        int applied = -1;
        while (true) {
            JsonObject hint = next();
            index = hint.whole("index");
            int desired = (int) Math.max(asked.min(), Math.min(asked.max(), hint.whole("desiredReplicas")));
            if (desired != applied) {
                out.println("%s %s %s -> %d (%s)"
                        .formatted(
                                now(),
                                ScalingCommand.name(hint),
                                applied < 0 ? "?" : applied,
                                desired,
                                hint.text("reason")));
                out.flush();
                int status = asked.dryRun() ? 0 : run(desired);
                if (status == 0) {
                    applied = desired;
                    pauseSeconds = SHORTEST_PAUSE_SECONDS;
                } else {
                    err.println("sluice: the command ended with " + status + (asked.once() ? "" : ", trying again"));
                    if (asked.once()) return ExitCodes.FAILED;
                    index = -1;
                    pause();
                }
            }
            if (asked.once()) return ExitCodes.DONE;
        }
    }

    /** The hint when it is another than the last, or after a while. */
    private JsonObject next() throws IOException {
        String query = index < 0 ? "" : "?wait=" + WAIT_SECONDS + "s&index=" + index;
        while (true) {
            try {
                String answer = client.get("/scaling/v1/" + asked.requirePath() + query);
                if (index >= 0) pauseSeconds = SHORTEST_PAUSE_SECONDS;
                return JsonObject.parse(answer);
            } catch (RemoteFault no) {
                if (asked.once() || no.exitCode() == ExitCodes.WRONG_USAGE) throw no;
                err.println("sluice: " + no.getMessage() + "; nothing changes");
                pause();
            }
        }
    }

    private int run(int desired) throws IOException {
        List<String> line = asked.command().stream()
                .map(word -> word.replace(PLACE, Integer.toString(desired)))
                .toList();
        try {
            return new ProcessBuilder(line).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void pause() throws IOException {
        try {
            TimeUnit.SECONDS.sleep(pauseSeconds);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        pauseSeconds = Math.min(LONGEST_PAUSE_SECONDS, pauseSeconds * 2);
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
