package dev.sluice.broker.http;

import org.jspecify.annotations.Nullable;

/** The forms in which a request may name what it wants, brought to one. */
final class RequestTarget {

    private RequestTarget() {}

    /** Path and query, starting with a slash; null when the target is none. */
    static @Nullable String originForm(String target) {
        if (target.startsWith("/")) return target;
        if (target.equals("*")) return "/";
        int scheme = target.indexOf("://");
        if (scheme <= 0) return null;
        for (int i = scheme + 3; i < target.length(); i++) {
            if (target.charAt(i) == '/') return target.substring(i);
            if (target.charAt(i) == '?') return "/" + target.substring(i);
        }
        return "/";
    }
}
