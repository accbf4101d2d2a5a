package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.Type.Scalar.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.protocol.error.ApiException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shape can say beyond what the operations so far need: wrapped lists and maps as in SNS, long numbers, flags. */
class ShapeTest {

    private record Topic(
            List<String> names,
            Map<String, String> attributes,
            @Nullable Long count,
            boolean confirmed) {}

    private static final Shape<Topic> TOPIC = Shape.of(
            v -> new Topic(v.list(), v.map(), v.number(), v.flag()),
            Member.list("Names", "Names.member", TEXT, Topic::names),
            Member.map("Attributes", "Attributes.entry", "key", "value", TEXT, Topic::attributes),
            Member.number("Count", Topic::count),
            Member.flag("Confirmed", Topic::confirmed));

    private static final Operation<Topic, Topic> OPERATION = new Operation<>("Test", TOPIC, TOPIC, false);

    private static final Topic FULL = new Topic(List.of("a", "b"), Map.of("k", "v"), 1L << 40, true);
    private static final Topic EMPTY = new Topic(List.of(), Map.of(), null, false);

    private final JsonCodec json = new JsonCodec();
    private final QueryCodec query = new QueryCodec();
    private final WireBytes out = new WireBytes();

    @Test
    void wrappedListsAndMapsAreReadFromAForm() {
        assertThat(form("Names.member.2=b&Names.member.1=a&Attributes.entry.1.key=k&Attributes.entry.1.value=v"
                        + "&Count=1099511627776&Confirmed=true"))
                .isEqualTo(FULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Names=&Attributes=", "Names.member=&Attributes.entry=", "Names.x=a", "Names.1=a"})
    void wrappedListWithoutElementsIsEmpty(String form) {
        assertThat(form(form)).isEqualTo(EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Confirmed=yes", "Confirmed=", "Count=1.5", "Count=9223372036854775808"})
    void valueOfAnotherTypeIsRefused(String form) {
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> form(form));
    }

    @Test
    void wrappedListsAndMapsAreWrittenInsideTheirWrapper() {
        XmlWriter.structure(TOPIC, FULL, out);

        assertThat(text())
                .isEqualTo("<Names><member>a</member><member>b</member></Names>"
                        + "<Attributes><entry><key>k</key><value>v</value></entry></Attributes>"
                        + "<Count>1099511627776</Count><Confirmed>true</Confirmed>");
    }

    @Test
    void wrapperIsWrittenWithoutElements() {
        XmlWriter.structure(TOPIC, EMPTY, out);

        assertThat(text()).isEqualTo("<Names/><Attributes/><Confirmed>false</Confirmed>");
    }

    @Test
    void jsonHasNoWrappers() {
        json.encodeRequest(OPERATION, FULL, out);

        assertThat(text())
                .isEqualTo(
                        "{\"Names\":[\"a\",\"b\"],\"Attributes\":{\"k\":\"v\"},\"Count\":1099511627776,\"Confirmed\":true}");
        assertThat(json.decode(OPERATION, out.array(), 0, out.length())).isEqualTo(FULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Confirmed\":\"true\"}", "{\"Confirmed\":1}", "{\"Count\":9223372036854775808}"})
    void valueOfAnotherTypeIsRefusedInJson(String body) {
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> json.decode(OPERATION, body.getBytes(UTF_8)));
    }

    @Test
    void operationIsFoundByItsExactName() {
        assertThat(SqsOperations.named("SendMessage")).isSameAs(SqsOperations.SEND_MESSAGE);
        assertThat(SqsOperations.named("sendMessage")).isNull();
        assertThat(SqsOperations.named("")).isNull();
        assertThat(SqsOperations.all()).hasSize(23);
    }

    @Test
    void onlyWhatConcernsNoQueueIsRefusedOnAQueuesPath() {
        assertThat(SqsOperations.all())
                .filteredOn(operation -> !operation.onQueuePath())
                .extracting(Operation::name)
                .containsExactlyInAnyOrder(
                        "CreateQueue",
                        "ListQueues",
                        "StartMessageMoveTask",
                        "CancelMessageMoveTask",
                        "ListMessageMoveTasks");
    }

    private Topic form(String form) {
        return query.decode(OPERATION, FormParameters.parse(form, new byte[0]));
    }

    private String text() {
        return new String(out.array(), 0, out.length(), UTF_8);
    }
}
