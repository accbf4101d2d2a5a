package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * Why a call did not succeed. Its type says what is known of the effect, which is what the caller has to act on:
 *
 * <ul>
 *   <li>{@link OutcomeUnknownException}: the request <b>may or may not</b> have taken effect;
 *   <li>all others: it certainly had <b>no effect</b>.
 * </ul>
 *
 * <pre>{@code
 * try {
 *     queue.send("a.mov");
 * } catch (OutcomeUnknownException e) {
 *     // stored or not: send again if a duplicate does no harm
 * } catch (SluiceException e) {
 *     // not stored
 * }
 * }</pre>
 */
public abstract sealed class SluiceException extends RuntimeException
        permits RefusedException,
                UnavailableException,
                OutcomeUnknownException,
                BufferFullException,
                ClientClosedException,
                MessageCodecException,
                NotOfferedException {
    private static final long serialVersionUID = 1L;

    SluiceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
