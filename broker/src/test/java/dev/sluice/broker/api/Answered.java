package dev.sluice.broker.api;

import dev.sluice.broker.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client got to see. */
public record Answered(
        int status,
        @Nullable String contentType,
        @Nullable String requestId,
        @Nullable String queryError,
        @Nullable String features,
        String body) {
    private static final Pattern CODE = Pattern.compile("<Code>(.*)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>(.*)</Message>");

    /** A member of the JSON answer, by names and list indices, such as {@code at("Messages", 0, "Body")}; null if absent. */
    @Nullable
    public Object at(Object... path) {
        Object value = JsonText.value(body);
        for (Object step : path) {
            if (value == null) return null;
            value = step instanceof Integer index ? ((List<?>) value).get(index) : ((Map<?, ?>) value).get(step);
        }
        return value;
    }

    /** A list of the answer, empty where it is absent. */
    public List<?> list(Object... path) {
        return at(path) instanceof List<?> list ? list : List.of();
    }

    public String text(Object... path) {
        return String.valueOf(at(path));
    }

    /** What stands in the first XML element of that name, unescaped; null when there is none. */
    public @Nullable String element(String name) {
        var matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(body);
        if (!matcher.find()) return null;
        return matcher.group(1)
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#xD;", "\r")
                .replace("&amp;", "&");
    }

    /** {@code status shape/code: text}; the code is left out where it is the same as the shape. {@code ok} if none. */
    public String fault() {
        if (status == 200) return "ok " + body;
        if (body.startsWith("<")) return status + " " + first(CODE) + ": " + first(MESSAGE);
        String shape = text("__type").replaceFirst(".*#", "");
        String code = String.valueOf(queryError).replaceFirst(";(Sender|Receiver)$", "");
        return status + " " + shape + (code.equals(shape) ? "" : "/" + code) + ": " + text("message");
    }

    private String first(Pattern pattern) {
        var matcher = pattern.matcher(body);
        return matcher.find() ? matcher.group(1) : "?";
    }
}
