package dev.sluice.broker.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.trigger.Verdict.Done;
import dev.sluice.broker.trigger.Verdict.Failed;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionAnswerTest {
    private static final Set<String> IDS = Set.of("id-1", "id-2", "id-3");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "null",
                "OK",
                "\"done\"",
                "42",
                "<html></html>",
                "{}",
                "{\"statusCode\":200,\"body\":\"{\\\"errorMessage\\\":1}\"}",
                "{\"batchItemFailures\":[]}",
                "{\"batchItemFailures\":null}",
                "{\"errorMessage\":null,\"errorType\":null}",
                "{\"nested\":{\"errorType\":\"E\",\"batchItemFailures\":[{}]}}"
            })
    void allIsDoneWithoutFailures(String body) {
        assertThat(read(body)).isEqualTo(Done.ALL);
    }

    @Test
    void failuresAreNamedByMessageId() {
        assertThat(read("{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"},{\"x\":[1],\"itemIdentifier\":\"id-3\"},"
                        + "{\"itemIdentifier\":\"id-1\"}]}"))
                .isEqualTo(new Done(Set.of("id-1", "id-3")));
    }

    @Test
    void failuresAreReadBehindAByteOrderMark() {
        assertThat(read("\uFEFF{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"}]}"))
                .isEqualTo(new Done(Set.of("id-1")));
        assertThat(read("\uFEFF[]")).isInstanceOf(Failed.class);
        assertThat(read("\uFEFF")).isEqualTo(Done.ALL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"batchItemFailures":[{"itemIdentifier":""}]}                             | without itemIdentifier
                    {"batchItemFailures":[{"itemIdentifier":null}]}                           | without itemIdentifier
                    {"batchItemFailures":[{"itemIdentifier":7}]}                              | without itemIdentifier
                    {"batchItemFailures":[{"itemIdentifier":["id-1"]}]}                       | without itemIdentifier
                    {"batchItemFailures":[{"messageId":"id-1"}]}                              | without itemIdentifier
                    {"batchItemFailures":["id-1"]}                                            | without itemIdentifier
                    {"batchItemFailures":[["id-1"],{"itemIdentifier":"id-1"}]}                | without itemIdentifier
                    {"batchItemFailures":[{"itemIdentifier":"id-1"},{"itemIdentifier":"x"}]}  | none of the batch: x
                    {"batchItemFailures":"id-1"}                                              | no list
                    {"batchItemFailures":{"itemIdentifier":"id-1"}}                           | no list
                    [{"itemIdentifier":"id-1"}]                                               | JSON array
                    {"batchItemFailures":[{"itemIdentifier":"id-1"}                           | broken JSON
                    {"batchItemFailures":[]                                                   | broken JSON
                    {broken                                                                   | broken JSON
                    {} {}                                                                     | more than one
                    """)
    void nothingIsDoneWhenItIsUnclearWhatFailed(String body, String reason) {
        assertThat(reasonOf(read(body))).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"errorMessage":"boom","errorType":"ValueError","stackTrace":["a"]}                | ValueError: boom
                    {"errorType":"Runtime.ExitError"}                                                  | Runtime.ExitError
                    {"errorMessage":"Task timed out"}                                                  | error: Task timed out
                    {"errorMessage":{"a":1}}                                                           | error: no text
                    {"batchItemFailures":[{"itemIdentifier":"id-1"}],"errorType":"E"}                  | E
                    {"errorType":"E","x                                                                | E
                    """)
    void errorOfALambdaRuntimeFailsAll(String body, String reason) {
        assertThat(reasonOf(read(body))).isEqualTo(reason);
        assertThat(FunctionAnswer.read(body.getBytes(UTF_8), IDS, false)).isInstanceOf(Failed.class);
    }

    @Test
    void emulatorsWordsForATimeoutAreAFailure() {
        String text = "Task timed out after 300.00 seconds";

        assertThat(read(text)).isEqualTo(new Failed(text));
    }

    @Test
    void withoutPartialFailuresOnlyTheErrorOfARuntimeCounts() {
        for (String body : new String[] {"{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"}]}", "[1]", "{broken"}) {
            assertThat(FunctionAnswer.read(body.getBytes(UTF_8), IDS, false)).isEqualTo(Done.ALL);
        }
    }

    @Test
    void errorOfAServiceIsToldByItsBodyOrElseByItsHeader() {
        byte[] body = "{\"errorMessage\":\"boom\"}".getBytes(UTF_8);

        assertThat(FunctionAnswer.failed("Unhandled", body)).isEqualTo(new Failed("error: boom"));
        assertThat(FunctionAnswer.failed("Unhandled", new byte[0])).isEqualTo(new Failed("function error: Unhandled"));
    }

    @Test
    void compressedAnswerIsAFailureWhateverItSays() {
        assertThat(HttpFunctions.coded(headers("Content-Encoding", "gzip")))
                .isEqualTo(new Failed("answered in Content-Encoding gzip, which was not asked for"));
        assertThat(HttpFunctions.coded(headers("Content-Encoding", "Identity"))).isNull();
        assertThat(HttpFunctions.coded(headers("Content-Type", "gzip"))).isNull();
    }

    private static HttpHeaders headers(String name, String value) {
        return HttpHeaders.of(Map.of(name, List.of(value)), (each, its) -> true);
    }

    @Test
    void longReasonIsCutShort() {
        assertThat(reasonOf(read("{\"errorMessage\":\"" + "x".repeat(10_000) + "\"}")))
                .hasSize(301);
    }

    @Test
    void garbageNeverThrowsNorNamesStrangers() {
        var random = new Random(42);
        byte[] whole =
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"},{\"itemIdentifier\":\"id-2\"}],\"x\":[{}]}"
                        .getBytes(UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] body = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            if (FunctionAnswer.read(body, IDS, true) instanceof Done done) {
                assertThat(IDS).containsAll(done.failedIds());
            }
        }
    }

    private static Verdict read(String body) {
        return FunctionAnswer.read(body.getBytes(UTF_8), IDS, true);
    }

    private static String reasonOf(Verdict verdict) {
        return ((Failed) verdict).reason();
    }
}
