package dev.sluice.broker.api;

import dev.sluice.protocol.sign.CredentialScope;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls and where: from the credential scope of the Authorization header or of a presigned URL; a region
 * may also stand in the Host header. Owned by one event loop.
 */
public final class Callers {
    private static final String CREDENTIAL = "Credential=";

    private final ApiOptions options;
    private final Caller anonymous;

    /** The last credential and whom it named: most requests of a loop carry the same one for a day. */
    private @Nullable String lastCredential;

    private Caller lastCaller;

    public Callers(ApiOptions options) {
        this.options = options;
        this.anonymous = new Caller(options.defaultAccount(), options.defaultRegion(), null);
        this.lastCaller = anonymous;
    }

    /** @param presigned the {@code X-Amz-Credential} parameter, or null */
    public Caller of(Call call, @Nullable String presigned) {
        String authorization = call.header("Authorization");
        if (authorization == null) {
            CredentialScope scope = CredentialScope.parse(presigned);
            return scope == null ? unsigned(call) : named(scope);
        }
        int start = authorization.indexOf(CREDENTIAL);
        if (start < 0) return unsigned(call);
        start += CREDENTIAL.length();
        int end = authorization.indexOf(',', start);
        if (end < 0) end = authorization.length();
        String last = lastCredential;
        if (last != null && last.length() == end - start && authorization.startsWith(last, start)) return lastCaller;

        CredentialScope scope = CredentialScope.ofAuthorization(authorization);
        if (scope == null) return unsigned(call);
        lastCredential = authorization.substring(start, end);
        lastCaller = named(scope);
        return lastCaller;
    }

    private Caller named(CredentialScope scope) {
        return new Caller(account(scope.accessKey()), scope.region(), scope.accessKey());
    }

    private String account(String accessKey) {
        String listed = options.accountsByAccessKey().get(accessKey);
        if (listed != null) return listed;
        return Characters.areAccount(accessKey) ? accessKey : options.defaultAccount();
    }

    /** Nobody vouches for it: the default account, in the region that the Host header names, if it names one. */
    private Caller unsigned(Call call) {
        String region = regionOf(call.header("Host"));
        return region == null ? anonymous : new Caller(options.defaultAccount(), region, null);
    }

    /** The second label of {@code sqs.<region>.…} or {@code sqs-fips.<region>.…}, the first of {@code <region>.queue.…}. */
    static @Nullable String regionOf(@Nullable String host) {
        if (host == null) return null;
        int first = host.indexOf('.');
        if (first <= 0) return null;
        int second = host.indexOf('.', first + 1);
        if (second < 0) return null;
        String label = host.substring(0, first);
        if (label.equals("sqs") || label.equals("sqs-fips")) return region(host.substring(first + 1, second));
        return host.startsWith("queue.", first + 1) ? region(label) : null;
    }

    /** Regions look like {@code us-east-1}; anything else in that place is some other name. */
    private static @Nullable String region(String label) {
        int last = label.length() - 1;
        boolean looksRight = last > 3
                && label.indexOf('-') > 0
                && Characters.areName(label)
                && Characters.isDigit(label.charAt(last));
        return looksRight ? label : null;
    }
}
