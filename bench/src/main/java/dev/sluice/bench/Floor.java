package dev.sluice.bench;

import dev.sluice.bench.floor.FloorProcess;
import dev.sluice.bench.wire.Client;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The same requests to a server that does nothing: what HTTP on Netty costs here, and what this program itself costs. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Starts a bare Netty server with a fixed answer and sends it what send would; --endpoint and --pid do not count.")
final class Floor extends Send {
    /** A body as long as the broker's own answers to SendMessage. */
    static final int ANSWER_BYTES = 106;

    static final String NO_QUEUE = "http://127.0.0.1:9324/000000000000/floor";

    @Option(names = "--answer-bytes", description = "length of the answer's body; default ${DEFAULT-VALUE}")
    int answerBytes = ANSWER_BYTES;

    @Option(names = "--event-loops", description = "threads of the server; default ${DEFAULT-VALUE}")
    int eventLoops = 1;

    Floor() {
        super(1);
    }

    @Option(names = "--batch", description = "messages in a request, 1 to 10; default 1")
    void batch(int count) {
        batch = count;
    }

    @Override
    public Integer call() {
        try (var floor = FloorProcess.start(answerBytes, eventLoops);
                var client = new Client()) {
            return print(load(client, "floor", floor.address(), NO_QUEUE, false, floor.pid()));
        }
    }
}
