package dev.sluice.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Copies bytes between clients and a broker, each direction of a connection on a thread; and does so badly when asked to. */
final class FaultyNetwork implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int target;
    private volatile boolean cut;
    private volatile boolean losing;
    private volatile long delayMillis;

    private FaultyNetwork(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static FaultyNetwork before(int port) throws IOException {
        var network = new FaultyNetwork(port);
        daemon(network::accept);
        return network;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    void target(int port) {
        target = port;
    }

    void cut() {
        cut = true;
        open.forEach(FaultyNetwork::close);
    }

    void loseAnswers() {
        losing = true;
    }

    void delayAnswers(Duration time) {
        delayMillis = time.toMillis();
    }

    void mend() {
        cut = false;
        losing = false;
        delayMillis = 0;
    }

    private void accept() {
        while (!server.isClosed()) {
            Socket client;
            try {
                client = server.accept();
            } catch (IOException e) {
                if (server.isClosed()) return;
                throw new UncheckedIOException(e);
            }
            if (cut) close(client);
            else connect(client);
        }
    }

    private void connect(Socket client) {
        try {
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
            broker.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            open.add(client);
            open.add(broker);
            daemon(() -> copy(client, broker, false));
            daemon(() -> copy(broker, client, true));
        } catch (IOException e) { // the broker is down, and so is the way to it
            close(client);
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] bytes = new byte[16_384];
        try {
            var in = from.getInputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (answers && losing) break;
                if (answers && delayMillis > 0 && closed.await(delayMillis, TimeUnit.MILLISECONDS)) break;
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException e) {
            // one end is gone: so is the other, below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "sluice-faulty-network");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closed.countDown();
        cut();
    }
}
