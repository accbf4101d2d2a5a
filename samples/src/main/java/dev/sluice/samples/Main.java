package dev.sluice.samples;

import dev.sluice.samples.autoscale.AutoscaleCommand;
import dev.sluice.samples.shop.ShopCommand;
import dev.sluice.samples.video.VideoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line, {@code bin/sample}. */
@Command(
        name = "sample",
        description = "Applications that use Sluice; see docs/samples.md.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {VideoCommand.class, ShopCommand.class, AutoscaleCommand.class})
public final class Main {
    private Main() {}

    /** Runs a command, and ends with its status once that is known; services run until SIGTERM. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        int status = new CommandLine(new Main()).execute(arguments);
        System.exit(status);
    }
}
