package dev.sluice.samples.shop;

import dev.sluice.samples.SampleSite;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The sample as {@code samples/shop/run.sh} runs it, each part a process: the broker, buying, billing, two shipping workers. */
final class ShopSite extends SampleSite {
    private final URI orders = onFreePort();
    private final Path ledgers;

    ShopSite(Path folder) {
        super(folder, "shop/sluice.conf");
        ledgers = folder.resolve("ledgers");
        startSample("buying", "shop", "buying", "--port", port(orders));
        startSample("billing", "shop", "billing", "--ledgers", ledgers.toString());
        for (String worker : List.of("shipping-1", "shipping-2")) {
            startSample(worker, "shop", "shipping", "--ledgers", ledgers.toString(), "--carrier-millis", "30");
        }
    }

    URI orders() {
        return orders;
    }

    Path ledgers() {
        return ledgers;
    }
}
