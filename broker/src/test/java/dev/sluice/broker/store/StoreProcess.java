package dev.sluice.broker.store;

import static dev.sluice.broker.store.Fixtures.LOG;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.model.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that writes to a store, a line of output for each thing that happened. */
final class StoreProcess implements AutoCloseable {
    private static final byte[] BODY = new byte[4_000];

    private final Process process;
    private final BufferedReader output;

    private StoreProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param limit shell command run first, such as one that sets a limit */
    static StoreProcess start(Path directory, int writes, String limit) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(
                "/bin/sh",
                "-c",
                limit + "; exec \"$0\" -Xmx64m -Xshare:auto -XX:TieredStopAtLevel=1 -cp \"$1\" \"$2\" \"$3\" \"$4\"",
                java,
                System.getProperty("java.class.path"),
                StoreProcess.class.getName(),
                directory.toString(),
                String.valueOf(writes));
        try {
            return new StoreProcess(
                    command.redirectError(ProcessBuilder.Redirect.DISCARD).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line that starts so, without its start. */
    String next(String start) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(start)) return line.substring(start.length());
            }
            throw new AssertionError("the process ended without saying " + start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        int turn = 0;
        try (var store = RocksStore.open(Fixtures.options(Path.of(arguments[0])))) {
            try {
                for (turn = 1; turn <= Integer.parseInt(arguments[1]); turn++) write(store, turn);
                System.out.println("waiting");
                System.in.read();
            } catch (StoreException e) {
                System.out.println("written " + (turn - 1));
                System.out.println("failed " + e.getMessage());
                tryAgain(store, turn);
            }
        }
        System.out.println("closed");
    }

    private static void tryAgain(RocksStore store, int turn) {
        try {
            write(store, turn);
            System.out.println("again written");
        } catch (StoreException e) {
            System.out.println("again " + e.getMessage());
        }
    }

    private static void write(RocksStore store, int turn) {
        var put = new Change.PutMessage(LOG, Position.available(turn), turn, Fixtures.message(BODY));
        store.write(List.of(put), Fixtures.shard(turn));
    }
}
