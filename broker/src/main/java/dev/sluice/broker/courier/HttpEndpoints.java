package dev.sluice.broker.courier;

import dev.sluice.broker.model.Message;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts messages over HTTP and HTTPS, signed. */
final class HttpEndpoints implements Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoints.class);

    private final CourierOptions options;
    private final Poster poster;
    private final Signer signer;

    HttpEndpoints(CourierOptions options, Poster poster, Signer signer) {
        this.options = options;
        this.poster = poster;
        this.signer = signer;
    }

    @Override
    public CompletableFuture<Outcome> deliver(Destination destination, Message message) {
        // The operator's own address is the operator's own business.
        boolean guarded = options.publicAddressesOnly() && !destination.isForwarded();
        return poster.post(
                        destination.url(),
                        guarded,
                        options.timeout(),
                        () -> Parcel.of(destination, message, signer, options.certificateBase()),
                        BodyHandlers.discarding())
                .thenApply(answer -> Outcome.ofStatus(answer.statusCode()))
                .exceptionally(failure -> judged(destination, failure));
    }

    private static Outcome judged(Destination destination, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof IOException) && !(cause instanceof TimeoutException)) {
            throw new CompletionException(cause); // not the endpoint's fault but ours
        }
        LOG.debug("{} could not be posted to", destination.name(), cause);
        return cause instanceof NotPostable ? Outcome.REFUSED : Outcome.FAILED;
    }
}
