package dev.sluice.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopIT {
    private static final int ORDERS = 120;

    @TempDir
    Path folder;

    @Test
    void everyAcceptedOrderIsShippedAndBilledOnceWhateverIsKilledOnTheWay() throws Exception {
        try (var site = new ShopSite(folder)) {
            Ledger<Shipment> shipments = ShopCommand.shipments(site.ledgers());
            Ledger<Invoice> invoices = ShopCommand.invoices(site.ledgers());
            var shipped = new ArrayList<Shipment>();
            var billed = new ArrayList<Invoice>();
            CompletableFuture<List<String>> buying = CompletableFuture.supplyAsync(() -> order(site));

            awaitCount(site, () -> shipped.addAll(shipments.unseen()), shipped, 10);
            site.kill("broker");
            awaitCount(site, () -> shipped.addAll(shipments.unseen()), shipped, 25);
            site.kill("shipping-1", "buying");
            awaitCount(site, () -> shipped.addAll(shipments.unseen()), shipped, 45);
            site.kill("billing", "shipping-2");
            awaitCount(site, () -> shipped.addAll(shipments.unseen()), shipped, ORDERS);
            awaitCount(site, () -> billed.addAll(invoices.unseen()), billed, ORDERS);

            List<String> accepted = buying.join();
            assertThat(shipped)
                    .extracting(shipment -> shipment.order().id())
                    .containsExactlyInAnyOrderElementsOf(accepted);
            assertThat(billed)
                    .extracting(invoice -> invoice.order().id())
                    .containsExactlyInAnyOrderElementsOf(accepted);
            assertThat(withinCustomersInTheirOrder(shipped)).isTrue();
            assertNothingIsLeft(site);
        }
    }

    private static List<String> order(ShopSite site) {
        try {
            return new Spike(site.orders(), "it", 12).order(1, ORDERS);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface Look {
        void look() throws IOException;
    }

    private static void awaitCount(ShopSite site, Look look, List<?> seen, int count) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .conditionEvaluationListener(condition -> {
                    if (condition.getRemainingTimeInMS() < 100 && !condition.isSatisfied()) {
                        System.err.println(site.output());
                    }
                })
                .until(() -> {
                    look.look();
                    return seen.size() >= count;
                });
    }

    /** The later of two orders of one customer is not begun before the earlier one is on its way. */
    private static boolean withinCustomersInTheirOrder(List<Shipment> shipped) {
        var byCustomer = shipped.stream()
                .sorted(Comparator.comparing(Shipment::sequence))
                .collect(Collectors.groupingBy(
                        shipment -> shipment.order().customer(), TreeMap::new, Collectors.toList()));
        return byCustomer.values().stream().allMatch(ofOne -> {
            for (int i = 1; i < ofOne.size(); i++) {
                if (ofOne.get(i).begunAt() < ofOne.get(i - 1).shippedAt()) return false;
            }
            return true;
        });
    }

    private static void assertNothingIsLeft(ShopSite site) {
        try (var client = site.client()) {
            for (String dead : List.of("shipping-dead.fifo", "billing-dead.fifo")) {
                assertThat(ShopSite.messages(client.queue(dead))).as(dead).isZero();
            }
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(ShopSite.messages(ShopCommand.shipping(client))).isZero();
                assertThat(ShopSite.messages(ShopCommand.billing(client))).isZero();
            });
        }
    }
}
