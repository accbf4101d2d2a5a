package dev.sluice.samples.shop;

import dev.sluice.samples.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Customers, many at once, each of whom sends an order until the shop has said that it has it. */
final class Spike {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int AT_ONCE = 16;
    private static final List<String> ITEMS = List.of("lamp", "chair", "kettle", "atlas", "bicycle");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI shop;
    private final String run;
    private final int customers;

    /** @param run begins the ids of all orders, so that those of two spikes are different */
    Spike(URI shop, String run, int customers) {
        this.shop = shop;
        this.run = run;
        this.customers = customers;
    }

    /** Returns the ids when all are accepted. */
    List<String> order(int first, int count) throws IOException, InterruptedException {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var accepted = new ArrayList<Future<String>>();
            for (int number = first; number < first + count; number++) {
                int order = number;
                accepted.add(threads.submit(() -> order(order)));
            }
            var ids = new ArrayList<String>();
            for (Future<String> order : accepted) ids.add(order.get());
            return ids;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private String order(int number) throws IOException, InterruptedException {
        String id = run + '-' + number;
        var body = new OrderSite.Request("c-" + number % customers, ITEMS.get(number % ITEMS.size()), 990 + number);
        HttpRequest request = HttpRequest.newBuilder(shop.resolve("/orders/" + id))
                .timeout(Duration.ofSeconds(20))
                .PUT(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
                .build();
        while (true) {
            int status = status(request);
            if (status == 202) return id;
            if (status >= 400 && status < 500) throw new IOException(id + " refused with " + status);
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    /** 0 when there was no answer, which says nothing of what became of the order. */
    private int status(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
