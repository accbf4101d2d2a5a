package dev.sluice.client.scalein;

import dev.sluice.client.ScaleInProtection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/**
 * ECS: the task asks its agent for protection while messages are in hand, and gives it up when there are none. ECS ends the
 * protection by itself after a while, so it is renewed; a process that dies keeps it no longer than that.
 *
 * <pre>{@code
 * var client = SluiceClient.builder()
 *         .scaleInProtection(dev.sluice.client.scalein.EcsTaskProtection.fromEnvironment())
 *         .build();
 * }</pre>
 */
public final class EcsTaskProtection implements ScaleInProtection {
    private static final Duration USUAL = Duration.ofMinutes(10);
    private static final long MOST_MINUTES = 2_880;

    private final Requests requests = new Requests(HttpClient.newBuilder());
    private final URI state;
    private final long minutes;
    private boolean isProtected; // by the one thread that calls
    private long renewAt;

    /**
     * @param agent what ECS gives a container in {@code ECS_AGENT_URI}
     * @param expiry of the protection, whole minutes, 1 to 2,880; it is renewed at half-time
     */
    public EcsTaskProtection(URI agent, Duration expiry) {
        this.state = URI.create(agent + "/task-protection/v1/state");
        this.minutes = expiry.toMinutes();
        if (minutes < 1
                || minutes > MOST_MINUTES
                || !Duration.ofMinutes(minutes).equals(expiry)) {
            throw new IllegalArgumentException("expiry must be 1 to 2880 whole minutes: " + expiry);
        }
    }

    /**
     * For ten minutes at a time, by the agent that {@code ECS_AGENT_URI} names.
     *
     * @throws IllegalStateException when it names none
     */
    public static EcsTaskProtection fromEnvironment() {
        String agent = System.getenv("ECS_AGENT_URI");
        if (agent == null) throw new IllegalStateException("ECS_AGENT_URI is not set: no container of ECS");
        return new EcsTaskProtection(URI.create(agent), USUAL);
    }

    @Override
    public void inHand(int messages) throws IOException, InterruptedException {
        boolean wanted = messages > 0;
        long now = System.nanoTime();
        if (wanted == isProtected && !(wanted && now - renewAt >= 0)) return;
        String body = wanted
                ? "{\"ProtectionEnabled\":true,\"ExpiresInMinutes\":" + minutes + "}"
                : "{\"ProtectionEnabled\":false}";
        String answer = requests.send(
                Requests.to(state).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
        if (answer.contains("\"failure\"")) throw new IOException("ECS did not change the protection: " + answer);
        isProtected = wanted;
        renewAt = now + renewal().toNanos();
    }

    @Override
    public Duration renewal() {
        return Duration.ofMinutes(minutes).dividedBy(2);
    }
}
