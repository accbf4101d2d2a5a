package dev.sluice.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.error.SnsErrorCode;
import dev.sluice.protocol.wire.SnsSamples.Sample;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** AWS's own SDK is the judge of both directions, for every action: it reads the service's model, we wrote ours by hand. */
@EnabledIf(
        value = "dev.sluice.protocol.wire.Botocore#isInstalled",
        disabledReason = "python3 with botocore is not installed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnsBotocoreTest {

    static final List<Sample<?, ?>> SAMPLES = SnsSamples.ALL;

    private static final String REQUEST_ID = "6d1c7f6e-9f0a-5c0b-8d3e-2b6f4f8a1c55";

    private final JsonCodec json = new JsonCodec();
    private final QueryCodec query = new QueryCodec(Service.SNS);
    private final WireBytes out = new WireBytes();
    private Botocore botocore;

    @BeforeAll
    void start() throws IOException {
        botocore = new Botocore();
    }

    @AfterAll
    void stop() throws IOException {
        botocore.close();
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    <I> void requestThatItSendsIsReadAsItWasMeant(Sample<I, ?> sample) throws IOException {
        json.encodeRequest(sample.operation(), sample.request(), out);

        String form = botocore.form(sample.operation().name(), text());

        var parameters = FormParameters.parse(null, form.getBytes(UTF_8));
        assertThat(parameters.get("Action")).isEqualTo(sample.operation().name());
        assertThat(query.decode(sample.operation(), parameters))
                .usingRecursiveComparison()
                .isEqualTo(sample.request());
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    <O> void responseThatWeWriteIsReadAsItWasMeant(Sample<?, O> sample) throws IOException {
        query.encode(sample.operation(), sample.response(), REQUEST_ID, out);

        String result = botocore.result(sample.operation().name(), text());

        byte[] bytes = result.getBytes(UTF_8);
        assertThat(json.decodeResponse(sample.operation(), bytes, 0, bytes.length))
                .as(result)
                .usingRecursiveComparison()
                .isEqualTo(sample.response());
    }

    @ParameterizedTest
    @EnumSource
    void errorBecomesItsTypedException(SnsErrorCode code) throws IOException {
        query.encodeError(code, "no <such> thing", REQUEST_ID, out);

        var told = botocore.error(text());

        assertThat(told)
                .containsEntry("code", code.queryCode())
                .containsEntry("message", "no <such> thing")
                .containsEntry("type", code.senderFault() ? "Sender" : "Receiver")
                .containsEntry("requestId", REQUEST_ID);
        if (code == SnsErrorCode.VALIDATION_ERROR) return; // of the framework, in no service's model
        assertThat(code.shape()).isEqualTo("com.amazonaws.sns#" + told.get("shape"));
        String status = told.get("status");
        if (code == SnsErrorCode.VERIFICATION_EXCEPTION) assertThat(status).isNull();
        else assertThat(code.status()).asString().isEqualTo(status);
    }

    private String text() {
        String text = new String(out.array(), 0, out.length(), UTF_8);
        out.reset();
        return text;
    }
}
