package dev.sluice.protocol.wire;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a Query request, from its query string and its form body. Where one is given twice the later
 * counts, and the body's are later than the query string's.
 */
public final class FormParameters {

    /** A full SendMessageBatch has about 400. */
    private static final int MAX_PARAMETERS = 10_000;

    /** Segments of one dotted name; what comes after belongs to the last. The deepest we know has eight. */
    private static final int MAX_SEGMENTS = 8;

    private final FormNode root = new FormNode();
    private int count;

    private FormParameters() {}

    /**
     * @param queryString what follows the question mark, still encoded; null when there is none
     * @param formBody {@code application/x-www-form-urlencoded}, perhaps of length 0
     * @throws ApiException with {@link ErrorCode#MALFORMED_INPUT} for broken percent-encoding, for what is not UTF-8,
     *     and for more than 10,000 parameters
     */
    public static FormParameters parse(@Nullable String queryString, byte[] formBody) {
        var parameters = new FormParameters();
        if (queryString != null) parameters.add(queryString.getBytes(StandardCharsets.UTF_8));
        parameters.add(formBody);
        return parameters;
    }

    /** The value of the parameter of that name, which has no dots; null when it was not sent. */
    public @Nullable String get(String name) {
        FormNode node = root.child(name);
        return node == null ? null : node.value();
    }

    FormNode root() {
        return root;
    }

    private void add(byte[] form) {
        for (int from = 0; from < form.length; ) {
            int equals = -1;
            int to = from;
            for (; to < form.length && form[to] != '&'; to++) {
                if (form[to] == '=' && equals < 0) equals = to;
            }
            if (to > from) add(form, from, equals < 0 ? to : equals, to);
            from = to + 1;
        }
    }

    private void add(byte[] form, int from, int equals, int to) {
        if (++count > MAX_PARAMETERS) throw malformed("The request has more than " + MAX_PARAMETERS + " parameters");
        node(decoded(form, from, equals)).value(equals == to ? "" : decoded(form, equals + 1, to));
    }

    private FormNode node(String name) {
        FormNode node = root;
        int from = 0;
        for (int segment = 1; segment < MAX_SEGMENTS; segment++) {
            int dot = name.indexOf('.', from);
            if (dot < 0) break;
            node = node.childOrNew(name.substring(from, dot));
            from = dot + 1;
        }
        return node.childOrNew(name.substring(from));
    }

    private static String decoded(byte[] form, int from, int to) {
        int first = from;
        while (first < to && form[first] != '%' && form[first] != '+') first++;
        if (first == to) return text(form, from, to);

        byte[] decoded = new byte[to - from];
        System.arraycopy(form, from, decoded, 0, first - from);
        int length = first - from;
        for (int i = first; i < to; i++) {
            byte b = form[i];
            if (b == '+') {
                b = ' ';
            } else if (b == '%') {
                if (i + 2 >= to) throw malformed("A parameter ends inside its percent-encoding");
                int high = Character.digit(form[i + 1], 16);
                int low = Character.digit(form[i + 2], 16);
                if (high < 0 || low < 0) throw malformed("A percent sign is not followed by two hexadecimal digits");
                b = (byte) ((high << 4) | low);
                i += 2;
            }
            decoded[length++] = b;
        }
        return text(decoded, 0, length);
    }

    private static String text(byte[] bytes, int from, int to) {
        if (!Utf8.valid(bytes, from, to)) throw malformed("A parameter is not valid UTF-8");
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static ApiException malformed(String text) {
        return new ApiException(ErrorCode.MALFORMED_INPUT, text);
    }
}
