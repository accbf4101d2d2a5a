package dev.sluice.broker.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    private final JsonObject object = parse(
            "{'text':'a','whole':1e2,'half':0.50,'yes':true,'none':null,'in':{'x':'y'},'list':[{'n':1}],'mixed':[1]}");

    private static JsonObject parse(String text) {
        return JsonObject.parse(text.replace('\'', '"'));
    }

    @Test
    void membersAreWhatTheyAreAskedFor() {
        assertThat(object.text("text")).isEqualTo("a");
        assertThat(object.whole("whole")).isEqualTo(100);
        assertThat(object.number("half")).isEqualTo(0.5);
        assertThat(object.object("in").text("x")).isEqualTo("y");
        assertThat(object.objects("list").get(0).whole("n")).isEqualTo(1);
        assertThat(object.names()).startsWith("text", "whole").contains("none");
    }

    @Test
    void numbersTruthValuesAndNullsHaveATextToo() {
        assertThat(List.of(object.text("whole"), object.text("half"), object.text("yes"), object.text("none")))
                .containsExactly("100", "0.5", "true", "null");
    }

    @Test
    void anotherKindIsRefusedByTheNameOfTheMember() {
        refuses("gone is missing", () -> object.text("gone"));
        refuses("in is a text, a number or a truth value", () -> object.text("in"));
        refuses("half is a whole number", () -> object.whole("half"));
        refuses("text is a whole number", () -> object.whole("text"));
        refuses("text is a number", () -> object.number("text"));
        refuses("text is an object", () -> object.object("text"));
        refuses("text is a list", () -> object.objects("text"));
        refuses("mixed has objects only", () -> object.objects("mixed"));
    }

    @Test
    void absenceIsEmptyWhereThatIsAskedFor() {
        assertThat(object.textOrEmpty("gone")).isEmpty();
        assertThat(object.textOrEmpty("none")).isEmpty();
        assertThat(object.textOrEmpty("whole")).isEqualTo("100");
        assertThat(object.objectOrEmpty("gone").members()).isEmpty();
        assertThat(object.objectOrEmpty("none").textOrEmpty("any")).isEmpty();
        assertThat(object.objectsOrEmpty("gone")).isEmpty();
    }

    @Test
    void anythingButOneObjectIsRefused() {
        refuses("a JSON object is wanted", () -> parse("[]"));
        refuses("a JSON object is wanted", () -> parse(""));
        refuses("one JSON object is wanted, not more", () -> parse("{} {}"));
        assertThatThrownBy(() -> parse("{a}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the body is not JSON: Unexpected character ('a'")
                .hasMessageNotContaining("\n");
    }

    @Test
    void isWrittenAsItsMembersAlsoInsideOtherValues() {
        assertThat(JsonText.of(Map.of("in", List.of(object.object("in"))))).isEqualTo("{\"in\":[{\"x\":\"y\"}]}");
        assertThat(JsonText.pretty(object.object("in")))
                .isEqualTo("{\n  \"x\" : \"y\"\n}".replace("\n", System.lineSeparator()));
    }

    private static void refuses(String why, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(why);
    }
}
