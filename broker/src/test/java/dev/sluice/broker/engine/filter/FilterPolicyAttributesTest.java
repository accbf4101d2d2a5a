package dev.sluice.broker.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.broker.model.MessageAttribute;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies on attributes. In the tables ' stands for the quote of JSON. */
class FilterPolicyAttributesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ['x']                                | String        | x            | true
                    ['x']                                | String.custom | x            | true
                    ['x']                                | String        | y            | false
                    ['a\\'b']                             | String        | a'b          | true
                    ['value1']                           | String.Array  | ['value1','value2'] | true
                    ['value1']                           | String.Array  | ['value2','value3'] | false
                    ['value1']                           | String.Array  | 'value1'     | false
                    ['value1']                           | String.Array  | value1       | false
                    [{'exists':false}]                   | String.Array  | value1       | false
                    [{'exists':false}]                   | String.Array  | []           | true
                    [{'anything-but':'x'}]               | String.Array  | value1       | false
                    [{'anything-but':['rugby','tennis']}] | String.Array | ['rugby','baseball'] | true
                    [true]                               | String.Array  | [true]       | true
                    [null]                               | String.Array  | [1,null]     | true
                    [7]                                  | String.Array  | [7.0]        | true
                    [{'numeric':['>',6]}]                | String.Array  | ['a',7]      | true
                    [true]                               | String        | true         | false
                    ['300']                              | String        | 300          | true
                    [300]                                | String        | 300          | false
                    [300]                                | Number        | 3e2          | true
                    [300]                                | Number.int    | 300          | true
                    [300]                                | Number        | +300.        | true
                    ['300']                              | Number        | 300          | false
                    [{'numeric':['>',0,'<=',100]}]       | Number        | 99           | true
                    [{'numeric':['>',0,'<=',100]}]       | Number        | 111          | false
                    [{'numeric':['>',0,'<=',100]}]       | String        | 99           | false
                    [{'exists':true}]                    | Number        | 99           | true
                    [{'prefix':'9'}]                     | Number        | 99           | false
                    [{'anything-but':'99'}]              | Number        | 99           | true
                    [{'exists':true}]                    | Binary        | 99           | false
                    [{'exists':false}]                   | Binary.png    | 99           | true
                    """)
    void judgesAnAttribute(String conditions, String type, String value, boolean matches) throws InvalidFilterPolicy {
        var attributes = List.of(attribute("other", "String", "x"), attribute("k", type, value));

        assertThat(matches("{'k':" + conditions + "}", attributes)).isEqualTo(matches);
    }

    @Test
    void namesAreTakenAsTheyStand() throws InvalidFilterPolicy {
        var attributes = List.of(attribute("a.b", "String", "x"), attribute("$or", "String", "y"));

        assertThat(matches("{'a.b':['x']}", attributes)).isTrue();
        assertThat(matches("{'a':['x']}", attributes)).isFalse();
        assertThat(matches("{'$or':['y']}", attributes)).isTrue();
    }

    @Test
    void keysAreAllNeededAndAlternativesAreNot() throws InvalidFilterPolicy {
        String policy = "{'a':['x'],'$or':[{'b':['y']},{'c':['z'],'d':['w']}]}";

        assertThat(matches(policy, List.of(attribute("a", "String", "x")))).isFalse();
        assertThat(matches(policy, List.of(attribute("a", "String", "x"), attribute("b", "String", "y"))))
                .isTrue();
        assertThat(matches(policy, List.of(attribute("a", "String", "x"), attribute("c", "String", "z"))))
                .isFalse();
        assertThat(matches(
                        policy,
                        List.of(
                                attribute("a", "String", "x"),
                                attribute("c", "String", "z"),
                                attribute("d", "String", "w"))))
                .isTrue();
    }

    @Test
    void anAbsentAttributeSatisfiesOnlyExistsFalse() throws InvalidFilterPolicy {
        var other = List.of(attribute("def", "Number", "99"));

        assertThat(matches("{'k':[null,{'anything-but':'whatever'}]}", other)).isFalse();
        assertThat(matches("{'k':[{'exists':false}]}", other)).isTrue();
    }

    @Test
    void aMessageWithoutAttributesMatchesNothing() throws InvalidFilterPolicy {
        assertThat(matches("{'k':[{'exists':false}]}", List.of())).isFalse();
        assertThat(matches("{'k':[null,{'anything-but':'whatever'}]}", List.of()))
                .isFalse();
    }

    @Test
    void aPolicyIsNotAskedAboutTheOtherScope() throws InvalidFilterPolicy {
        var policy = FilterPolicy.of("{\"k\":[1]}", FilterPolicyScope.MESSAGE_BODY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.matches(FilterSubject.ofAttributes(List.of())))
                .withMessageContaining("MESSAGE_ATTRIBUTES");
    }

    @Test
    void aVerdictNamesTheKeysThatAreMissed() throws InvalidFilterPolicy {
        var policy = FilterPolicy.of(
                "{'a':['x'],'$or':[{'b':['y'],'c':[1]},{'d':['w']}]}".replace('\'', '"'),
                FilterPolicyScope.MESSAGE_ATTRIBUTES);
        var attributes = List.of(attribute("a", "String", "no"), attribute("b", "String", "y"));

        var verdict = policy.explain(FilterSubject.ofAttributes(attributes));

        assertThat(verdict.matches()).isFalse();
        assertThat(verdict.missed())
                .containsExactly(new FilterVerdict.Missed("a", true), new FilterVerdict.Missed("c", false));
        assertThat(policy.explain(FilterSubject.ofAttributes(List.of())).reason())
                .isEqualTo("the message has no attributes");
    }

    @Test
    void aVerdictTellsOfDifferentElements() throws InvalidFilterPolicy {
        var policy = FilterPolicy.of("{'a':{'x':[1],'y':[2]}}".replace('\'', '"'), FilterPolicyScope.MESSAGE_BODY);

        var verdict = policy.explain(FilterSubject.ofBody(bytes("{'a':[{'x':1},{'y':2}]}")));

        assertThat(verdict).isEqualTo(new FilterVerdict(false, FilterVerdict.DIFFERENT_ELEMENTS, List.of()));
        assertThat(policy.explain(FilterSubject.ofBody(bytes("{'a':[{'x':1,'y':2}]}"))))
                .isEqualTo(new FilterVerdict(true, "", List.of()));
    }

    private static boolean matches(String policy, List<MessageAttribute> attributes) throws InvalidFilterPolicy {
        return FilterPolicy.of(policy.replace('\'', '"'), FilterPolicyScope.MESSAGE_ATTRIBUTES)
                .matches(FilterSubject.ofAttributes(attributes));
    }

    private static MessageAttribute attribute(String name, String type, String value) {
        return new MessageAttribute(name, type, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
