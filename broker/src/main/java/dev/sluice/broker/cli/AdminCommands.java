package dev.sluice.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The commands that administer a running broker. */
public final class AdminCommands {
    /** The first words of the commands that are administered here. */
    public static final Set<String> NOUNS = Set.of("queue", "dlq", "topic");

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    public AdminCommands(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    @Command(name = "sluice", synopsisSubcommandLabel = "COMMAND")
    static final class Root {
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                scope = ScopeType.INHERIT,
                description = "show this")
        boolean helpAsked;
    }

    /** Runs one and says what the process should end with. */
    public int run(List<String> words) {
        IFactory factory = new IFactory() {
            @Override
            public <K> K create(Class<K> kind) throws Exception {
                return kind == Remote.class
                        ? kind.cast(new Remote(environment, out))
                        : CommandLine.defaultFactory().create(kind);
            }
        };
        var line = new CommandLine(new Root(), factory)
                .addSubcommand(new CommandLine(new QueueCommands(in), factory))
                .addSubcommand(new CommandLine(new DeadLetterCommands(), factory))
                .addSubcommand(new CommandLine(new TopicCommands(in), factory));
        line.setOut(new PrintWriter(out, true, UTF_8)).setErr(new PrintWriter(err, true, UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof RemoteFault fault)) throw failure;
            err.println("sluice: " + fault.getMessage());
            return fault.exitCode();
        });
        return line.execute(words.toArray(String[]::new));
    }
}
