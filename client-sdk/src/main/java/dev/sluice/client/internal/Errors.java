package dev.sluice.client.internal;

import dev.sluice.client.AccessDeniedException;
import dev.sluice.client.QueueNotFoundException;
import dev.sluice.client.ReceiptInvalidException;
import dev.sluice.client.RefusedException;
import dev.sluice.client.TopicNotFoundException;
import dev.sluice.protocol.error.ErrorAnswer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a server that says no, and the exceptions they become. */
final class Errors {
    private static final Set<String> NO_QUEUE = Set.of("NonExistentQueue", "QueueDoesNotExist");
    private static final Set<String> NOT_FOUND = Set.of("NotFound", "NotFoundException");
    private static final Set<String> NO_RECEIPT = Set.of("ReceiptHandleIsInvalid", "MessageNotInflight");
    private static final Set<String> NO_ACCESS = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "AuthorizationErrorException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "ExpiredToken",
            "ExpiredTokenException",
            "MissingAuthenticationToken",
            "OptInRequired");
    private static final Set<String> BUSY = Set.of(
            "RequestThrottled",
            "Throttled",
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "TooManyRequestsException",
            "ServiceUnavailable");

    private Errors() {}

    /** AWS's code and text of an answer that is no success. */
    record Refusal(String code, int status, @Nullable String requestId, String text) {

        /** Whether the server had no room for it and did nothing. */
        boolean busy() {
            return status == 503 || status == 429 || BUSY.contains(shortCode());
        }

        /** Whether the server broke down over it, so that nobody knows what it did. */
        boolean broken() {
            return status >= 500;
        }

        RefusedException exception() {
            String message = code + ": " + text;
            String shortCode = shortCode();
            if (NO_QUEUE.contains(shortCode)) return new QueueNotFoundException(code, status, requestId, message);
            if (noTopic()) return new TopicNotFoundException(code, status, requestId, message);
            if (NO_RECEIPT.contains(shortCode) || lostVisibility()) {
                return new ReceiptInvalidException(code, status, requestId, message);
            }
            if (NO_ACCESS.contains(shortCode)) return new AccessDeniedException(code, status, requestId, message);
            return new RefusedException(code, status, requestId, message);
        }

        /** SNS has one code for whatever is missing. */
        private boolean noTopic() {
            return NOT_FOUND.contains(shortCode()) && text.contains("Topic");
        }

        /** SQS has one code for parameters of all kinds, and says in words that a message is no longer ours. */
        private boolean lostVisibility() {
            return text.contains("receipt handle has expired") || text.contains("not available for visibility timeout");
        }

        private String shortCode() {
            return code.substring(code.lastIndexOf('.') + 1);
        }
    }

    /** @param error what the answer's body says */
    static Refusal of(Answer answer, ErrorAnswer error) {
        String shape = error.shape() == null ? "HTTP" + answer.status() : error.shape();
        String code = answer.header("x-amzn-query-error")
                .map(header -> header.substring(0, Math.max(header.indexOf(';'), 0)))
                .filter(queryCode -> !queryCode.isEmpty())
                .orElse(shape.substring(shape.indexOf('#') + 1));
        return new Refusal(
                code, answer.status(), requestId(answer), error.message() == null ? "no text" : error.message());
    }

    private static @Nullable String requestId(Answer answer) {
        return answer.header("x-amzn-requestid").orElse(null);
    }
}
