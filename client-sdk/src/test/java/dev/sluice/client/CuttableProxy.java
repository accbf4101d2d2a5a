package dev.sluice.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A stretch of network in front of a broker that can be cut: connections break, and new ones break at once. */
final class CuttableProxy implements AutoCloseable {
    private static final long SEED = 20_261_122;

    private final ServerSocket server;
    private final URI target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean swallowing;
    private volatile int losesOneIn;
    private final Random random = new Random(SEED);

    private CuttableProxy(URI target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CuttableProxy before(URI target) {
        var proxy = new CuttableProxy(target);
        daemon(proxy::accept);
        return proxy;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    void cut() {
        cut = true;
        open.forEach(CuttableProxy::close);
    }

    void mend() {
        cut = false;
        swallowing = false;
        losesOneIn = 0;
    }

    /** Requests go through and answers are lost, until it is mended: after the first byte of an answer the connection breaks. */
    void swallowAnswers() {
        swallowing = true;
    }

    /** Of so many answers one is lost as above, at random. */
    void loseOneAnswerIn(int answers) {
        losesOneIn = answers;
    }

    private boolean loses() {
        int oneIn = losesOneIn;
        return swallowing || (oneIn > 0 && random.nextInt(oneIn) == 0);
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
            Socket broker = new Socket(target.getHost(), target.getPort());
            open.add(client);
            open.add(broker);
            daemon(() -> pump(client, broker, false));
            daemon(() -> pump(broker, client, true));
        } catch (IOException e) { // the broker is down, and so is the way to it
            close(client);
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] bytes = new byte[16_384];
        try {
            for (int count = from.getInputStream().read(bytes);
                    count >= 0;
                    count = from.getInputStream().read(bytes)) {
                if (answers && loses()) break;
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException e) {
            // one end is gone: so is the other, now
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
        var thread = new Thread(task, "cuttable-proxy");
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
        cut();
    }
}
