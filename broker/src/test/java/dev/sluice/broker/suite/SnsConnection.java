package dev.sluice.broker.suite;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls SNS in the Query protocol, for the default account and region. */
public final class SnsConnection {
    private SnsConnection() {}

    /**
     * @param namesAndValues the parameters, one after the other
     * @return the answer's XML
     */
    public static String call(WireConnection connection, String action, String... namesAndValues) throws IOException {
        var form = new StringBuilder("Version=2010-03-31&Action=" + action);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append('&').append(namesAndValues[i]).append('=');
            form.append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        connection.send("""
                POST / HTTP/1.1\r
                Host: %s\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: %d\r
                \r
                %s""".formatted(connection.host(), form.length(), form));
        WireAnswer answer = connection.readAnswer();
        if (answer.status() != 200) throw new AssertionError(action + " was answered with " + answer);
        return answer.body();
    }

    /** The text of the first element of that name. */
    public static String text(String xml, String element) {
        Matcher matcher =
                Pattern.compile("<" + element + ">(.*?)</" + element + ">").matcher(xml);
        if (!matcher.find()) throw new AssertionError("no " + element + " in " + xml);
        return matcher.group(1);
    }
}
