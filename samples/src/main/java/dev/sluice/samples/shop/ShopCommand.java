package dev.sluice.samples.shop;

import dev.sluice.client.Consumer;
import dev.sluice.client.ConsumerOptions;
import dev.sluice.client.QueueClient;
import dev.sluice.client.SluiceClient;
import dev.sluice.client.TopicClient;
import dev.sluice.samples.Json;
import dev.sluice.samples.Running;
import dev.sluice.samples.Web;
import dev.sluice.samples.autoscale.Hint;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The services of the shop, each a process. The broker is where {@code SLUICE_ENDPOINT} says. */
@Command(
        name = "shop",
        description = "A shop that takes orders, ships and bills them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ShopCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ShopCommand.class);
    private static final String MANAGEMENT = "${env:SLUICE_MANAGEMENT:-http://127.0.0.1:9325}";

    /** Failures are mostly a broker or a disk that is away for a moment. */
    private static final ConsumerOptions CONSUMING =
            ConsumerOptions.DEFAULT.withRetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(30));

    @Command(
            description = "Takes orders: curl -X PUT http://127.0.0.1:8080/orders/o-1"
                    + " -d '{\"customer\":\"c-1\",\"item\":\"lamp\",\"cents\":1990}'",
            mixinStandardHelpOptions = true)
    int buying(
            @Option(names = "--host", defaultValue = "127.0.0.1") String host,
            @Option(names = "--port", defaultValue = "8080") int port)
            throws IOException, InterruptedException {
        SluiceClient sluice = SluiceClient.create();
        Web web = Web.start(host, port, new OrderSite(orders(sluice)));
        LOG.info("orders: http://{}:{}/orders/", host, web.port());
        return Running.untilStopped(web, sluice);
    }

    @Command(description = "Ships orders, one at a time.", mixinStandardHelpOptions = true)
    int shipping(
            @Option(names = "--ledgers", defaultValue = "data/shop") Path folder,
            @Option(names = "--carrier-millis", defaultValue = "150") int carrierMillis,
            @Option(names = "--with-parent", description = "stop when the process that started this one is gone")
                    boolean withParent)
            throws IOException, InterruptedException {
        SluiceClient sluice = SluiceClient.create();
        var shipping = new Shipping(shipments(folder), Duration.ofMillis(carrierMillis));
        Consumer consumer = shipping(sluice).consume(CONSUMING.withConcurrency(1), shipping);
        if (withParent) Running.notLongerThanParent();
        return Running.untilStopped(consumer, sluice);
    }

    @Command(description = "Bills orders.", mixinStandardHelpOptions = true)
    int billing(@Option(names = "--ledgers", defaultValue = "data/shop") Path folder)
            throws IOException, InterruptedException {
        SluiceClient sluice = SluiceClient.create();
        Consumer consumer = billing(sluice).consume(CONSUMING, new Billing(invoices(folder)));
        return Running.untilStopped(consumer, sluice);
    }

    @Command(description = "Orders ten times, waits, and orders a thousand times.", mixinStandardHelpOptions = true)
    int spike(
            @Option(names = "--first", defaultValue = "10", description = "orders before the wait") int first,
            @Option(names = "--pause-seconds", defaultValue = "20") int pauseSeconds,
            @Option(names = "--then", defaultValue = "1000", description = "orders after it") int then,
            @Option(names = "--customers", defaultValue = "50") int customers,
            @Option(names = "--to", defaultValue = "http://127.0.0.1:8080") URI shop)
            throws IOException, InterruptedException {
        var spike = new Spike(shop, Long.toString(System.currentTimeMillis(), 36), customers);
        LOG.info("{} orders accepted", spike.order(1, first).size());
        TimeUnit.SECONDS.sleep(pauseSeconds);
        LOG.info("{} orders accepted", spike.order(first + 1, then).size());
        return 0;
    }

    @Command(description = "Shows backlog, workers and waiting times, once a second.", mixinStandardHelpOptions = true)
    int watch(
            @Option(names = "--ledgers", defaultValue = "data/shop") Path folder,
            @Option(names = "--workers", defaultValue = "data/shop/workers", description = "autoscale's --count")
                    Path workers,
            @Option(names = "--management", defaultValue = MANAGEMENT) URI management,
            @Option(names = "--plain", description = "a line each time, for what is no terminal") boolean plain,
            @Option(names = "--csv", description = "write it down there, too") @Nullable Path csv,
            @Option(names = "--until", description = "end when so many are shipped and no worker is left") @Nullable
                    Long until)
            throws IOException, InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var panel = new Panel(!plain);
        try (SluiceClient sluice = SluiceClient.create();
                PrintStream file =
                        csv == null ? out : new PrintStream(Files.newOutputStream(csv), true, StandardCharsets.UTF_8)) {
            if (csv != null) file.println(Moment.HEADER);
            var watch = new Watch(
                    shipping(sluice),
                    new Hint(management, "shipping.fifo"),
                    workers,
                    shipments(folder),
                    invoices(folder));
            while (true) {
                Moment now = watch.look();
                out.print(panel.draw(now));
                if (csv != null) file.println(now.line());
                boolean done = until != null && now.shipped() >= until && now.billed() >= until;
                if (done && now.workers() == 0) return 0;
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    @Command(description = "Makes a picture of what watch wrote down.", mixinStandardHelpOptions = true)
    int plot(
            @Parameters(paramLabel = "CSV") Path csv,
            @Parameters(paramLabel = "SVG") Path svg,
            @Option(names = "--title", defaultValue = "A shop's spike") String title)
            throws IOException {
        List<Moment> moments = new ArrayList<>();
        for (String line : Files.readAllLines(csv)) {
            if (!line.equals(Moment.HEADER)) moments.add(Moment.of(line));
        }
        Files.writeString(svg, Plot.draw(moments, title));
        return 0;
    }

    static TopicClient<Order> orders(SluiceClient sluice) {
        return sluice.topic("orders.fifo", Json.codec(Order.class));
    }

    static QueueClient<Order> shipping(SluiceClient sluice) {
        return sluice.queue("shipping.fifo", Json.codec(Order.class));
    }

    static QueueClient<Order> billing(SluiceClient sluice) {
        return sluice.queue("billing.fifo", Json.codec(Order.class));
    }

    static Ledger<Shipment> shipments(Path folder) throws IOException {
        return Ledger.at(folder.resolve("shipments"), Shipment.class);
    }

    static Ledger<Invoice> invoices(Path folder) throws IOException {
        return Ledger.at(folder.resolve("invoices"), Invoice.class);
    }
}
