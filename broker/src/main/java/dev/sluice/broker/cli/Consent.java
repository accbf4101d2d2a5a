package dev.sluice.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What destroys asks first. */
final class Consent {
    @Option(names = "--yes", description = "do not ask")
    boolean given;

    boolean to(String what, InputStream in, PrintStream out) {
        if (given) return true;
        out.print("Really " + what + "? [y/N] ");
        out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
            boolean yes =
                    answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
            if (!yes) out.println("nothing was changed");
            return yes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
