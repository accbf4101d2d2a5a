package dev.sluice.broker.api;

import dev.sluice.broker.model.QueueId;
import org.jspecify.annotations.Nullable;

/**
 * Queue URLs: builds them so that the caller can reach them, and reads them leniently. What counts of one is its path;
 * the host is the client's affair. Owned by one event loop.
 */
final class QueueUrls {
    /** What older releases of ElasticMQ have where the account stands, and with them programs that build their URLs. */
    private static final String ANY_ACCOUNT = "queue";

    private static final int CACHED = 256;
    private static final int LONGEST_CACHED = 512;

    private final @Nullable String publicUrl;
    private final @Nullable Known[] known = new Known[CACHED];

    /** What a spelling meant to a caller the last time. */
    private record Known(String url, Caller caller, QueueId queue) {}

    QueueUrls(@Nullable String publicUrl) {
        this.publicUrl = publicUrl;
    }

    String url(QueueId queue, Call call) {
        return base(call) + '/' + queue.account() + '/' + queue.name();
    }

    private String base(Call call) {
        if (publicUrl != null) return publicUrl;
        String host = call.header("Host");
        return call.scheme() + "://" + (host == null || host.isEmpty() ? "localhost" : host);
    }

    /**
     * The queue that a URL, its path or a bare name means.
     *
     * @throws dev.sluice.protocol.error.ApiException QueueDoesNotExist when it can mean none
     */
    QueueId queue(String url, Caller caller) {
        int slot = url.hashCode() & (CACHED - 1);
        Known last = known[slot];
        if (last != null && last.caller.equals(caller) && last.url.equals(url)) return last.queue;
        QueueId queue = parse(url, caller);
        if (url.length() <= LONGEST_CACHED) known[slot] = new Known(url, caller, queue);
        return queue;
    }

    /** The last two segments of the path are account and name; a single one is a name of the caller's own. */
    private static QueueId parse(String url, Caller caller) {
        int scheme = url.indexOf("://");
        int start = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
        if (start < 0) throw Faults.noSuchQueue();
        int end = url.length();
        while (start < end && url.charAt(start) == '/') start++;
        while (start < end && url.charAt(end - 1) == '/') end--;

        int slash = url.lastIndexOf('/', end - 1);
        if (slash < start) return of(caller.account(), url.substring(start, end), caller);
        int accountStart = Math.max(start, url.lastIndexOf('/', slash - 1) + 1);
        String account = url.substring(accountStart, slash);
        return of(account.equals(ANY_ACCOUNT) ? caller.account() : account, url.substring(slash + 1, end), caller);
    }

    private static QueueId of(String account, String name, Caller caller) {
        if (!Characters.areAccount(account) || name.isEmpty() || name.length() > QueueNames.LONGEST) {
            throw Faults.noSuchQueue();
        }
        return new QueueId(account, caller.region(), name);
    }
}
