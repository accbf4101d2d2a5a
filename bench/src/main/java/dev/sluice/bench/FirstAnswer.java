package dev.sluice.bench;

import dev.sluice.bench.wire.Requests;
import dev.sluice.bench.wire.ServerAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks a server for its queues until it answers. Plain sockets, so that what is timed is the server's start, not ours. */
final class FirstAnswer {
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int TIMEOUT_MILLIS = 1000;
    private static final String OK = "HTTP/1.1 200";

    private FirstAnswer() {}

    /** True when it has come before the time was over and while the server was alive. */
    static boolean await(ServerAddress server, double seconds, BooleanSupplier alive) {
        byte[] request = new Requests(server).listQueues();
        long startedAt = System.nanoTime();
        while (alive.getAsBoolean() && (System.nanoTime() - startedAt) / 1e9 < seconds) {
            if (answers(server, request)) return true;
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
        return false;
    }

    private static boolean answers(ServerAddress server, byte[] request) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request);
            byte[] start = socket.getInputStream().readNBytes(OK.length());
            return new String(start, StandardCharsets.US_ASCII).equals(OK);
        } catch (IOException e) {
            // Not listening yet, which is what is being waited for.
            return false;
        }
    }
}
