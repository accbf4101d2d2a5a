package dev.sluice.broker.courier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts may be in progress at once. Endpoints that fail share half of the permits, and together with those
 * nobody knows yet three quarters, so that however many are slow or dead, the rest is for those that are neither. Owned by
 * the courier's thread.
 */
final class Permits {

    /** What is known of an endpoint, from bad to good. */
    enum Standing {
        FAILING,
        UNTRIED,
        PROVEN
    }

    private final Map<Standing, Share> shares = new EnumMap<>(Standing.class);

    /** What the endpoints of one standing and those of worse may have together. */
    private static final class Share {
        final int most;
        final Deque<Route> waiting = new ArrayDeque<>();
        /** By endpoints of this standing alone. */
        int taken;

        Share(int most) {
            this.most = most;
        }
    }

    Permits(int most) {
        shares.put(Standing.FAILING, new Share(Math.max(1, most / 2)));
        shares.put(Standing.UNTRIED, new Share(Math.max(1, most * 3 / 4)));
        shares.put(Standing.PROVEN, new Share(most));
    }

    /** Takes up to that many, perhaps none. */
    int take(Standing standing, int wanted) {
        int granted = Math.max(0, Math.min(wanted, left(standing)));
        share(standing).taken += granted;
        return granted;
    }

    private int left(Standing standing) {
        int left = Integer.MAX_VALUE;
        int taken = 0;
        for (var each : shares.entrySet()) {
            Share share = each.getValue();
            taken += share.taken;
            if (each.getKey().compareTo(standing) >= 0) left = Math.min(left, share.most - taken);
        }
        return left;
    }

    /** @param standing as they were taken */
    void give(Standing standing, int count) {
        share(standing).taken -= count;
    }

    /** The route is served when there are permits for it. */
    void await(Route route) {
        if (route.awaitsPermit) return;
        route.awaitsPermit = true;
        share(route.standing()).waiting.add(route);
    }

    /** Takes the route that has waited longest of the best standing that may go on. */
    @Nullable
    Route next() {
        Route next = next(Standing.PROVEN);
        if (next == null) next = next(Standing.UNTRIED);
        if (next == null) next = next(Standing.FAILING);
        if (next != null) next.awaitsPermit = false;
        return next;
    }

    private @Nullable Route next(Standing standing) {
        return left(standing) > 0 ? share(standing).waiting.poll() : null;
    }

    int taken() {
        int taken = 0;
        for (Share share : shares.values()) taken += share.taken;
        return taken;
    }

    private Share share(Standing standing) {
        Share share = shares.get(standing);
        if (share == null) throw new IllegalStateException("every standing has a share");
        return share;
    }
}
