package dev.sluice.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.cli.ExitCodes;
import dev.sluice.broker.store.DataRecovery;
import dev.sluice.broker.store.DataVerification;
import dev.sluice.broker.store.StoreOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code sluice data}: looks after the data directory of a broker that is not running. */
final class DataCommand {
    private final InputStream in;
    private final PrintStream out;

    DataCommand(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    int run(List<String> words) throws IOException {
        var flags = new ArrayList<>(words.isEmpty() ? words : words.subList(1, words.size()));
        return switch (words.isEmpty() ? "" : words.get(0)) {
            case "verify" -> verify(store(flags));
            case "recover" -> recover(flags.remove("--yes"), store(flags));
            default -> throw new WrongUsage("data needs verify or recover");
        };
    }

    private static StoreOptions store(List<String> flags) throws IOException {
        var directory = Flags.parse(flags).load().broker().store().directory();
        if (!Files.isDirectory(directory)) throw new IOException("there is no data directory " + directory);
        return StoreOptions.stopped(directory);
    }

    private int verify(StoreOptions store) {
        var found = DataVerification.verify(store);
        for (var queue : found.queues()) {
            out.println("%s: %d waiting, %d received, %d bytes"
                    .formatted(queue.id().arn(), queue.waiting(), queue.touched(), queue.bytes()));
        }
        found.problems().forEach(problem -> out.println("problem: " + problem));
        if (found.moreProblems() > 0) out.println("and " + found.moreProblems() + " problems more");
        if (!found.isSound()) return ExitCodes.FAILED;
        out.println(
                "sound: %d queues, %d messages read".formatted(found.queues().size(), found.messagesRead()));
        return ExitCodes.DONE;
    }

    private int recover(boolean agreed, StoreOptions store) throws IOException {
        var loss = DataRecovery.examine(store);
        out.println(loss);
        if (loss.isNothing()) return ExitCodes.DONE;
        if (!agreed && !agrees()) {
            out.println("nothing was changed");
            return ExitCodes.FAILED;
        }
        var originals = originals(store.directory());
        DataRecovery.recover(store, originals);
        out.println("recovered; the log as it was is in " + originals);
        return ExitCodes.DONE;
    }

    private boolean agrees() throws IOException {
        out.print("Give that up, to start again from what is left? [y/N] ");
        out.flush();
        var answer = new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static Path originals(Path directory) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
        return directory.resolve("damaged-log-" + now);
    }
}
