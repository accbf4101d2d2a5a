package dev.sluice.broker.suite;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** What is installed on this machine beside the JDK. */
final class Tools {
    private Tools() {}

    /** @return -1 when the program is not there */
    static int exitCode(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException notInstalled) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
