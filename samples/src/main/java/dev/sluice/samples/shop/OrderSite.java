package dev.sluice.samples.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import dev.sluice.client.Publication;
import dev.sluice.client.SluiceException;
import dev.sluice.client.TopicClient;
import dev.sluice.samples.Json;
import dev.sluice.samples.Web;
import dev.sluice.samples.Web.Answer;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders by {@code PUT /orders/ID}. The 202 is sent when the order is published, which stores it for shipping and for
 * billing at once; a customer who gets anything else, or nothing, sends it again. The topic drops the second one.
 */
final class OrderSite implements Web.Pages {
    private static final Logger LOG = LoggerFactory.getLogger(OrderSite.class);
    private static final String PATH = "/orders/";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final int MOST_BYTES = 10_000;

    private final TopicClient<Order> orders;

    OrderSite(TopicClient<Order> orders) {
        this.orders = orders;
    }

    /** What a customer sends. */
    record Request(@Nullable String customer, @Nullable String item, int cents) {}

    @Override
    public Answer answer(HttpExchange request) throws IOException {
        String path = request.getRequestURI().getPath();
        if (!path.startsWith(PATH)) return Answer.text(404, "PUT /orders/ID");
        if (!request.getRequestMethod().equals("PUT")) return Answer.text(405, "PUT /orders/ID");
        String id = path.substring(PATH.length());
        if (!ID.matcher(id).matches()) return Answer.text(400, "an id has up to 64 letters, digits and hyphens");
        byte[] body = request.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) return Answer.text(413, "more than " + MOST_BYTES + " bytes");
        Order order = order(id, body);
        return order == null
                ? Answer.text(
                        400, "{\"customer\": up to 64 letters, digits and hyphens, \"item\": \"…\", \"cents\": 1990}")
                : accept(order);
    }

    private Answer accept(Order order) throws IOException {
        try {
            orders.publish(Publication.of(order).group(order.customer()).deduplicationId(order.id()));
        } catch (SluiceException e) {
            LOG.warn("{} refused: {}", order.id(), e.toString());
            return Answer.text(503, "try again");
        }
        return Answer.json(202, Json.MAPPER.writeValueAsBytes(order));
    }

    /** Null when the body is none. */
    private static @Nullable Order order(String id, byte[] body) throws IOException {
        Request request;
        try {
            request = Json.MAPPER.readValue(body, Request.class);
        } catch (JsonProcessingException e) {
            return null;
        }
        String customer = request.customer();
        String item = request.item();
        if (customer == null
                || item == null
                || request.cents() < 0
                || !ID.matcher(customer).matches()) return null;
        return new Order(id, customer, item, request.cents(), System.currentTimeMillis());
    }
}
