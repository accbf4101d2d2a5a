package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.PageTokens;
import dev.sluice.broker.model.SubscriptionId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Listings in pages, all of one size. */
final class SnsPages {
    static final int SIZE = 100;

    private final PageTokens tokens;

    SnsPages(PageTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * What the listing goes on after; null when it begins.
     *
     * @param listing everything that must be the same when the listing goes on
     */
    @Nullable
    String after(String listing, @Nullable String token) {
        if (token == null || token.isEmpty()) return null;
        String last = tokens.last(listing, token);
        if (last == null) throw SnsFaults.invalidParameter("NextToken");
        return last;
    }

    /** The same of a listing of subscriptions. */
    @Nullable
    SubscriptionId subscriptionAfter(String listing, @Nullable String token) {
        String last = after(listing, token);
        return last == null ? null : SubscriptionId.ofArn(last);
    }

    /** The token for what follows the page; null when nothing does. */
    <T> @Nullable String next(String listing, List<T> page, Function<T, String> name, boolean more) {
        return more && !page.isEmpty() ? tokens.token(listing, name.apply(page.get(page.size() - 1))) : null;
    }
}
