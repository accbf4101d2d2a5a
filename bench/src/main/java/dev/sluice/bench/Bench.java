package dev.sluice.bench;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Loads an SQS-compatible server and prints what it did and what it cost. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "MODE",
        description = "Loads an SQS-compatible server and prints what it did and what it cost.")
public final class Bench implements Runnable {
    private static final int BATCH = 10;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        // Else Netty logs through the broker's logging, whose lines would stand between the results.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        return new CommandLine(new Bench())
                .addSubcommand("send", new Send(1))
                .addSubcommand("send-batch", new Send(BATCH))
                .addSubcommand("receive-delete", new ReceiveDelete())
                .addSubcommand("roundtrip", new RoundTrip())
                .addSubcommand("backlog", new Backlog())
                .addSubcommand("groups", new Groups())
                .addSubcommand("tenants", new Tenants())
                .addSubcommand("redrive", new Redrive())
                .addSubcommand("publish", new Publish())
                .addSubcommand("pollers", new Pollers())
                .addSubcommand("floor", new Floor())
                .addSubcommand("compare", new Compare())
                .addSubcommand("startup", new Startup())
                .addSubcommand("ready", new Ready())
                .addSubcommand("disk", new Disk())
                .addSubcommand("table", new Table());
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
