package dev.sluice.broker;

import dev.sluice.broker.api.DeclarationFailed;
import dev.sluice.broker.cli.AdminCommands;
import dev.sluice.broker.cli.ExitCodes;
import dev.sluice.broker.config.InvalidConfiguration;
import dev.sluice.broker.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The {@code sluice} command. */
public final class Main {
    private static final String HELP = """
            Sluice, a self-hosted message broker that speaks Amazon SQS and SNS

              sluice server          run the broker until SIGTERM or SIGINT, which drain it
              sluice health          ask the broker on this machine whether it is ready; exit code 1 says no
              sluice config check    check the configuration; exit code 1 says that the broker would not start
              sluice config print    show every option with its value and where that came from
              sluice data verify     read every row of a stopped broker's data and check it against every other
              sluice data recover    give up what a damaged log has lost, and say what that is; asks first, or takes --yes
              sluice queue …         ls, show, create, delete, purge, send, peek, tail: of a running broker
              sluice dlq …           redrive, tasks, cancel, sources: dead letters of a running broker
              sluice topic …         ls, show, create, delete, publish, subscribe, unsubscribe, subs: of a running broker
              sluice scaling show    how many workers the queues of a running broker need; also watch, exec, simulate
              sluice keda-scaler     lets KEDA follow the hints over gRPC; from a clone of the source, or an image
              sluice bench …         loads a running broker and measures it; from a clone of the source only
              sluice version
              sluice help

            queue, dlq, topic, scaling, keda-scaler and bench have a --help of their own.
            The others, but for version and help, take
              --config FILE          configuration file; may be repeated, later ones override
              --data DIR             data directory                               (storage.dir)
              --bind HOST            address of the SQS port                      (server.data.host)
              --port N               SQS port                                     (server.data.port)
              --management-port N    port of health, metrics and administration   (server.management.port)
              --set KEY=VALUE        any option; may be repeated
              --elasticmq-conf FILE  a configuration file of ElasticMQ: its queues, port and addresses

            Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 exists and differs, 5 no answer. SLUICE_JAVA_OPTS goes to the Java virtual machine.
            """;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    Main(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        int status = new Main(System.in, System.out, System.err).run(List.of(args));
        System.out.flush();
        System.exit(status);
    }

    /** What an operator can mend is one line; anything else is our fault and comes with its trace. */
    int run(List<String> words) {
        try {
            return command(words);
        } catch (WrongUsage e) {
            err.println("sluice: " + e.getMessage() + "; `sluice help` shows what there is");
            return ExitCodes.WRONG_USAGE;
        } catch (InvalidConfiguration | DeclarationFailed | StoreException | IOException e) {
            err.println("sluice: " + reason(e));
            return ExitCodes.FAILED;
        }
    }

    private int command(List<String> words) throws IOException {
        if (words.isEmpty()) return help();
        if (AdminCommands.NOUNS.contains(words.get(0)))
            return new AdminCommands(System.getenv(), in, out, err).run(words);
        if (asksForHelp(words)) return words.get(0).equals("scaling") ? help(ScalingCommand.HELP) : help();
        var flags = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "server" -> server(Flags.parse(flags));
            case "health" -> health(Flags.parse(flags));
            case "config" -> config(flags);
            case "data" -> new DataCommand(in, out).run(flags);
            case "scaling" -> new ScalingCommand(out, err).run(flags);
            case "bench", "keda-scaler" ->
                throw new WrongUsage(words.get(0) + " is started by bin/sluice, from a clone of the source");
            case "rehearse" -> rehearse();
            case "version", "--version" -> version();
            case "help" -> help();
            default -> throw new WrongUsage("there is no command " + words.get(0));
        };
    }

    /** What stands behind two dashes is somebody else's command. */
    private static boolean asksForHelp(List<String> words) {
        int dashes = words.indexOf("--");
        List<String> ours = dashes < 0 ? words : words.subList(0, dashes);
        return ours.isEmpty() || ours.contains("--help") || ours.contains("-h");
    }

    private static int server(Flags flags) throws IOException {
        var configuration = flags.load();
        LogSetup.level(configuration.logLevel());
        var log = LoggerFactory.getLogger(Main.class);
        configuration.warnings().forEach(log::warn);
        var broker = Broker.start(configuration.broker());
        // The virtual machine ends with 128 + the signal's number once its hooks have returned.
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "stop"));
        broker.awaitStop();
        return ExitCodes.DONE;
    }

    private int health(Flags flags) throws IOException {
        int status = ReadyProbe.ask(flags.load().broker().management());
        boolean ready = status == HttpURLConnection.HTTP_OK;
        out.println(ready ? "ready" : "not ready (HTTP " + status + ")");
        return ready ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private int config(List<String> words) {
        var what = words.isEmpty() ? "" : words.get(0);
        if (!what.equals("check") && !what.equals("print")) throw new WrongUsage("config needs check or print");
        var configuration = Flags.parse(words.subList(1, words.size())).load();
        if (what.equals("check")) configuration.warnings().forEach(warning -> out.println("warning: " + warning));
        out.print(what.equals("print") ? configuration.print() : "the configuration is valid\n");
        return ExitCodes.DONE;
    }

    /** Not in the help: bin/sluice has its own use for it. */
    private static int rehearse() throws IOException {
        Rehearsal.run();
        return ExitCodes.DONE;
    }

    private int version() {
        out.println("sluice %s, Java %s".formatted(Version.current(), Runtime.version()));
        return ExitCodes.DONE;
    }

    private int help() {
        return help(HELP);
    }

    private int help(String text) {
        out.print(text);
        return ExitCodes.DONE;
    }

    /** With the causes: that a file could not be opened helps only with why. */
    private static String reason(Throwable failure) {
        if (failure instanceof NoSuchFileException none) return "there is no file " + none.getFile();
        var message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        var cause = failure.getCause();
        if (cause == null || message.contains(String.valueOf(cause.getMessage()))) return message;
        return message + ": " + reason(cause);
    }
}
