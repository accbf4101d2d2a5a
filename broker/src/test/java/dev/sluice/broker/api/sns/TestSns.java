package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Answered;
import dev.sluice.broker.api.ApiOptions;
import dev.sluice.broker.api.FakeCall;
import dev.sluice.broker.api.TestSqs;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** SNS over a real machine, as a client sees it, with SQS beside it. */
final class TestSns {
    static final String ACCOUNT = TestSqs.ACCOUNT;

    final TestSqs sqs;
    private String authorization;

    TestSns() {
        this(ApiOptions.DEFAULTS);
    }

    TestSns(ApiOptions options) {
        sqs = new TestSqs(options, 120_000);
        authorization = authorization(ACCOUNT, "us-east-1");
    }

    /** From now on, requests carry these credentials. */
    TestSns signedBy(String accessKey, String region) {
        authorization = authorization(accessKey, region);
        return this;
    }

    static String authorization(String accessKey, String region) {
        return TestSqs.authorization(accessKey, region).replace("/sqs/", "/sns/");
    }

    /** A request as SDKs send it: names and values by turns, the values not yet encoded. */
    Answered call(String action, String... namesAndValues) {
        return form("Action=" + action + "&Version=2010-03-31" + encoded(namesAndValues));
    }

    /** A form posted to the root, signed. */
    Answered form(String form) {
        return handle(new FakeCall("POST", "/", form).with("Authorization", authorization));
    }

    /** A link that somebody follows. */
    Answered unsigned(String action, String... namesAndValues) {
        return handle(new FakeCall("GET", "/?Action=" + action + encoded(namesAndValues), ""));
    }

    Answered handle(FakeCall call) {
        return sqs.handle(call.with("Host", "localhost:9324")).answered();
    }

    private static String encoded(String... namesAndValues) {
        var form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append('&').append(namesAndValues[i]).append('=');
            form.append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}
