package dev.sluice.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorAnswer;
import dev.sluice.protocol.error.SnsErrorCode;
import dev.sluice.protocol.wire.SnsSamples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every action of SNS as bytes, in {@code src/test/resources/sns}: a directory for each, and in it for each sample the
 * form that botocore sends and the document that we answer. A file ends with a line feed that is not part of it.
 */
class SnsGoldensTest {

    static final List<Sample<?, ?>> SAMPLES = SnsSamples.ALL;

    private static final Path DIRECTORY = Path.of("src/test/resources/sns");
    private static final String REQUEST_ID = "6d1c7f6e-9f0a-5c0b-8d3e-2b6f4f8a1c55";

    private final QueryCodec query = new QueryCodec(Service.SNS);
    private final WireBytes out = new WireBytes();

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void requestIsReadFromAFormInTheBody(Sample<?, ?> sample) throws IOException {
        assertRead(sample, FormParameters.parse(null, file(sample, "request.form")));
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void requestIsReadFromAQueryString(Sample<?, ?> sample) throws IOException {
        assertRead(sample, FormParameters.parse(text(file(sample, "request.form")), new byte[0]));
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    <O> void responseIsWritten(Sample<?, O> sample) throws IOException {
        query.encode(sample.operation(), sample.response(), REQUEST_ID, out);

        assertThat(text()).isEqualTo(text(file(sample, "response.xml")));
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    <I> void requestThatAClientWritesIsTheOneThatIsRead(Sample<I, ?> sample) {
        query.encodeRequest(sample.operation(), sample.request(), out);

        assertThat(text()).contains("&Version=2010-03-31");
        assertRead(sample, FormParameters.parse(null, Arrays.copyOf(out.array(), out.length())));
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    <O> void responseIsReadByAClient(Sample<?, O> sample) throws IOException {
        assertThat(query.decodeResponse(sample.operation(), file(sample, "response.xml")))
                .usingRecursiveComparison()
                .isEqualTo(sample.response());
    }

    @Test
    void faultOfTheClientIsWritten() throws IOException {
        query.encodeError(SnsErrorCode.INVALID_PARAMETER, "Invalid parameter: \"<\r>\"", REQUEST_ID, out);

        assertThat(text()).isEqualTo(text(file("errors/INVALID_PARAMETER.xml")));
    }

    @Test
    void faultIsReadByAClient() throws IOException {
        assertThat(query.decodeError(file("errors/INVALID_PARAMETER.xml")))
                .isEqualTo(new ErrorAnswer("InvalidParameter", "Invalid parameter: \"<\r>\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><p>busy</html>",
                "<html/>",
                "<ErrorResponse/>",
                "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:/etc/hostname\">]><ErrorResponse><Error><Code>&x;</Code></Error></ErrorResponse>"
            })
    void whatIsNoFaultHasNoCode(String body) {
        assertThat(query.decodeError(body.getBytes(UTF_8))).isEqualTo(new ErrorAnswer(null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<PublishResponse/>",
                "<PublishResponse><PublishResult/></PublishResponse>",
                "<DeleteTopicResponse><PublishResult><MessageId>m</MessageId></PublishResult></DeleteTopicResponse>",
                "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult>"
            })
    void whatIsNoAnswerIsRefusedByAClient(String body) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> query.decodeResponse(SnsOperations.PUBLISH, body.getBytes(UTF_8)));
    }

    @Test
    void faultOfOursIsWritten() throws IOException {
        query.encodeError(SnsErrorCode.INTERNAL_ERROR, "Broken.", REQUEST_ID, out);

        assertThat(text()).isEqualTo(text(file("errors/INTERNAL_ERROR.xml")));
    }

    @Test
    void everyActionHasASample() {
        assertThat(SnsOperations.all()).hasSize(42);
        assertThat(SAMPLES.stream().map(sample -> sample.operation().name()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        SnsOperations.all().stream().map(Operation::name).toList());
    }

    @Test
    void everyFileIsUsed() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            long ofSamples = files.filter(Files::isRegularFile)
                    .filter(file -> !DIRECTORY.relativize(file).startsWith("errors"))
                    .count();
            assertThat(ofSamples).isEqualTo(SAMPLES.size() * 2L);
        }
    }

    private void assertRead(Sample<?, ?> sample, FormParameters parameters) {
        assertThat(parameters.get("Action")).isEqualTo(sample.operation().name());
        assertThat(query.decode(sample.operation(), parameters))
                .usingRecursiveComparison()
                .isEqualTo(sample.request());
    }

    private static byte[] file(Sample<?, ?> sample, String kind) throws IOException {
        return file(sample.operation().name() + "/" + sample.name() + "." + kind);
    }

    private static byte[] file(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(DIRECTORY.resolve(name));
        return Arrays.copyOf(bytes, bytes.length - 1);
    }

    private String text() {
        return new String(out.array(), 0, out.length(), UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
