package dev.sluice.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small HTTP server: sixteen requests at once, the others wait their turn. */
public final class Web implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Web.class);
    private static final int THREADS = 16;
    private static final int SECONDS_TO_FINISH = 1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private Web(HttpServer server) {
        this.server = server;
    }

    /** What every request is given to. What it throws becomes a 500. */
    @FunctionalInterface
    public interface Pages {
        Answer answer(HttpExchange request) throws Exception;
    }

    /** What is sent back. With 503 clients are asked to come again after a second. */
    public record Answer(int status, String contentType, byte[] body) {
        public static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", (text + "\n").getBytes(UTF_8));
        }

        public static Answer json(int status, byte[] body) {
            return new Answer(status, "application/json", body);
        }
    }

    /** @param port 0 for any free one */
    public static Web start(String host, int port, Pages pages) throws IOException {
        var web = new Web(HttpServer.create(new InetSocketAddress(host, port), 0));
        web.server.createContext("/", request -> respond(request, pages));
        web.server.setExecutor(web.threads);
        web.server.start();
        return web;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Refuses connections from now on and gives requests in progress a second to finish. */
    @Override
    public void close() {
        server.stop(SECONDS_TO_FINISH);
        threads.shutdownNow();
    }

    private static void respond(HttpExchange request, Pages pages) throws IOException {
        try (request) {
            Answer answer = answer(request, pages);
            request.getResponseHeaders().set("Content-Type", answer.contentType());
            request.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            if (answer.status() == 503) request.getResponseHeaders().set("Retry-After", "1");
            boolean head = request.getRequestMethod().equals("HEAD");
            request.sendResponseHeaders(answer.status(), head ? -1 : answer.body().length);
            if (!head) request.getResponseBody().write(answer.body());
        }
    }

    private static Answer answer(HttpExchange request, Pages pages) {
        try {
            return pages.answer(request);
        } catch (Exception e) {
            LOG.error("{} {} failed", request.getRequestMethod(), request.getRequestURI(), e);
            return Answer.text(500, "internal error");
        }
    }
}
