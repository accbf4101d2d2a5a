package dev.sluice.broker.engine.filter;

import static dev.sluice.broker.engine.filter.FilterPolicyScope.MESSAGE_ATTRIBUTES;
import static dev.sluice.broker.engine.filter.FilterPolicyScope.MESSAGE_BODY;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, in AWS's words. In the tables ' stands for the quote of JSON. */
class InvalidFilterPolicyTest {
    private static final String LOCATION =
            "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: %d]";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    {'k':'v'}                                     ;   7 ; "k" must be an object or an array
                    {'k':{'suffix':'v'}}                          ;  17 ; "suffix" must be an object or an array
                    {'k':[]}                                      ;   8 ; Empty arrays are not allowed
                    {'k':{}}                                      ;   8 ; Empty objects are not allowed
                    {}                                            ;   3 ; Empty objects are not allowed
                    {'k':[['v']]}                                 ;   8 ; Match value must be String, number, true, false, or null
                    {'k':[{'foo':1}]}                             ;  15 ; Unrecognized match type foo
                    {'k':[{}]}                                    ;   9 ; Match expression name not found
                    {'k':[{'prefix':'a','suffix':'b'}]}           ;  31 ; Only one key allowed in match expression
                    {'k':[{'exists':true,'x':1}]}                 ;     ; Only one key allowed in match expression
                    {'k':[{'suffix':1}]}                          ;  18 ; suffix match pattern must be a string
                    {'k':[{'prefix':['a']}]}                      ;  18 ; prefix match pattern must be a string
                    {'k':[{'prefix':{'equals-ignore-case':'a'}}]} ;     ; prefix match pattern must be a string
                    {'k':[{'equals-ignore-case':1}]}              ;  30 ; equals-ignore-case match pattern must be a string
                    {'k':[{'wildcard':1}]}                        ;  20 ; wildcard match pattern must be a string
                    {'k':[{'wildcard':'a**'}]}                    ;     ; Consecutive wildcard characters at pos 2
                    {'k':[{'wildcard':'é**'}]}                    ;     ; Consecutive wildcard characters at pos 3
                    {'k':[{'wildcard':'a\\\\x'}]}                 ;     ; Invalid escape character at pos 2
                    {'k':[{'cidr':1}]}                            ;  16 ; prefix match pattern must be a string
                    {'k':[{'numeric':[]}]}                        ;  20 ; Invalid member in numeric match: ]
                    {'k':[{'numeric':[1,'<=']}]}                  ;  20 ; Invalid member in numeric match: 1
                    {'k':[{'numeric':['foo',1]}]}                 ;     ; Unrecognized numeric range operator: foo
                    {'k':[{'numeric':['=','x']}]}                 ;  24 ; Value of equals must be numeric
                    {'k':[{'numeric':['=']}]}                     ;  23 ; Value of equals must be numeric
                    {'k':[{'numeric':['=',1,'<',2]}]}             ;  26 ; Too many elements in numeric expression
                    {'k':[{'numeric':['>=','x']}]}                ;  25 ; Value of >= must be numeric
                    {'k':[{'numeric':['<',100,'>',10]}]}          ;  28 ; Too many elements in numeric expression
                    {'k':[{'numeric':['>=',1,'>',2]}]}            ;     ; Bad numeric range operator: >
                    {'k':[{'numeric':['>',3,'<',1]}]}             ;  31 ; Bottom must be less than top
                    {'k':[{'numeric':['>=',3,'<=',3]}]}           ;  33 ; Bottom must be less than top
                    {'k':[{'numeric':['>',20,30]}]}               ;  28 ; Bad value in numeric range: 30
                    {'k':[{'numeric':['>',20,'<','x']}]}          ;  31 ; Value of < must be numeric
                    {'k':[{'numeric':['>',20,'<',30,'<',50]}]}    ;  34 ; Too many terms in numeric range expression
                    {'k':[{'numeric':'x'}]}                       ;  19 ; Value of numeric must be an array.
                    {'k':[{'numeric':['>',1],'x':1}]}             ;     ; Too many elements in numeric expression
                    {'k':[{'exists':'x'}]}                        ;  18 ; exists match pattern must be either true or false.
                    {'k':[{'anything-but':{'foo':'x'}}]}          ;  31 ; Unsupported anything-but pattern: foo
                    {'k':[{'anything-but':{}}]}                   ;  25 ; Anything-But expression name not found
                    {'k':[{'anything-but':null}]}                 ;  27 ; Value of anything-but must be an array or single string/number value.
                    {'k':[{'anything-but':true}]}                 ;  27 ; Value of anything-but must be an array or single string/number value.
                    {'k':[{'anything-but':[]}]}                   ;  25 ; Inside anything but list, either all values are number or string, mixed type is not supported
                    {'k':[{'anything-but':['a',1]}]}              ;  30 ; Inside anything but list, either all values are number or string, mixed type is not supported
                    {'k':[{'anything-but':[null]}]}               ;  28 ; Inside anything but list, start|null|boolean is not supported.
                    {'k':[{'anything-but':[[1]]}]}                ;  25 ; Inside anything but list, start|null|boolean is not supported.
                    {'k':[{'anything-but':{'prefix':''}}]}        ;     ; Null prefix/suffix not allowed
                    {'k':[{'anything-but':{'suffix':['a','']}}]}  ;     ; Null prefix/suffix not allowed
                    {'k':[{'anything-but':{'prefix':1}}]}         ;  34 ; prefix/suffix match pattern must be a string
                    {'k':[{'anything-but':{'prefix':[]}}]}        ;     ; Empty arrays are not allowed
                    {'k':[{'anything-but':{'wildcard':'**'}}]}    ;     ; Consecutive wildcard characters at pos 1
                    {'$or':[{'a':[1]},{}]}                        ;  21 ; Empty objects are not allowed
                    {'$or':[{'a':[1]}]}                           ;     ; Unrecognized match type a
                    {'$or':{'a':'x'}}                             ;     ; "a" must be an object or an array
                    'text'                                        ;     ; Filter is not an object
                    [1]                                           ;   2 ; Filter is not an object
                    """)
    void grammarIsHeldTo(String policy, Integer column, String reason) {
        assertThat(refusal(policy, MESSAGE_BODY))
                .startsWith("FilterPolicy: " + reason + "\n at [Source: REDACTED")
                .endsWith(column == null ? "]" : LOCATION.formatted(column));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    bad                | Malformed CIDR, one '/' required
                    10.0.0.0/          | Malformed CIDR, one '/' required
                    10.0.0.0/8/8       | Malformed CIDR, one '/' required
                    10.0.0.0/x         | Malformed CIDR, mask bits must be an integer
                    10.0.0.0/-1        | Malformed CIDR, mask bits must not be negative
                    10.0.0.0/32        | IPv4 mask bits must be < 32
                    ::/128             | IPv6 mask bits must be < 128
                    xx.11.xx/8         | Nonstandard IP address: xx.11.xx
                    fe80::1%eth0/8     | Nonstandard IP address: fe80::1%eth0
                    10.0.0.256/8       | Invalid IP address: 10.0.0.256
                    1:2::3::4/8        | Invalid IP address: 1:2::3::4
                    """)
    void addressBlocksAreHeldToTheirForm(String block, String reason) {
        assertThat(refusal("{'k':[{'cidr':'" + block.replace("'", "\\'") + "'}]}", MESSAGE_BODY))
                .isEqualTo("FilterPolicy: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{", "{'k':[1,]}", "{'k':[NaN]}", "", "{'k':[1]} 2", "{'k':['\\x']}"})
    void whatIsNotJsonIsSaidToBeNone(String policy) {
        assertThat(refusal(policy, MESSAGE_BODY))
                .startsWith("FilterPolicy: failed to parse JSON. ")
                .endsWith("]");
    }

    @Test
    void policiesOnAttributesDoNotNest() {
        assertThat(refusal("{'a':{'b':['x']}}", MESSAGE_ATTRIBUTES))
                .isEqualTo("Filter policy scope MessageAttributes does not support nested filter policy");
        assertAccepted("{'a':['x'],'$or':[{'b':[1]},{'c':[2]}]}", MESSAGE_ATTRIBUTES);
    }

    @Test
    void aPolicyHasFiveKeysAtMost() {
        assertAccepted("{'a':[1],'b':[1],'c':[1],'d':{'e':[1],'f':[1]}}", MESSAGE_BODY);
        assertThat(refusal("{'a':[1],'b':[1],'c':[1],'d':[1],'e':[1],'f':[1]}", MESSAGE_ATTRIBUTES))
                .isEqualTo("FilterPolicy: Filter policy can not have more than 5 keys");
        assertThat(refusal("{'a':[1],'b':[1],'c':[1],'d':[1],'$or':[{'e':[1]},{'f':[1]}]}", MESSAGE_BODY))
                .isEqualTo("FilterPolicy: Filter policy can not have more than 5 keys");
        String many = IntStream.range(0, 5_000)
                .mapToObj(i -> "'$or':[{'a':[1]},{'b':[1]}]")
                .collect(joining(","));
        assertThat(refusal("{" + many + "}", MESSAGE_BODY))
                .isEqualTo("FilterPolicy: Filter policy can not have more than 5 keys");
    }

    @Test
    void combinationsOfConditionsAreLimited() {
        assertAccepted("{'k':" + values(150) + "}", MESSAGE_BODY);
        assertTooComplex("{'k':" + values(151) + "}");
        assertTooComplex("{'k':" + values(100) + ",'l':" + values(51) + "}");
        assertTooComplex("{'a':{'b':{'c':" + values(4) + "},'d':" + values(3) + "},'e':" + values(3) + "}");
        assertTooComplex(alternatives(4, 6, 4, 4, 4));
        assertAccepted(alternatives(3, 6, 4, 4, 7), MESSAGE_BODY);
        assertTooComplex("{'$or':[{'name':" + values(3) + "},{'ns':" + values(2) + "}],'detail':{'scope':" + values(2)
                + ",'$or':[{'source':" + values(1) + "},{'type':" + values(3) + "}]}}");
    }

    @Test
    void wildcardsAreLimited() {
        assertAccepted("{'k':[{'wildcard':'*a*b*'}]}", MESSAGE_BODY);
        assertTooComplex("{'k':[{'wildcard':'*a*b*c*'}]}");
        assertAccepted("{'k':[" + patterns("'a%d*'", 10) + "]}", MESSAGE_BODY);
        assertTooComplex("{'k':[" + patterns("'a%d*'", 11) + "]}");
        assertAccepted("{'k':[" + patterns("'*a%d*'", 5) + "],'l':[" + patterns("'a%d*'", 5) + "]}", MESSAGE_BODY);
        assertTooComplex("{'k':[" + patterns("'*a%d*'", 6) + "]}");
    }

    @Test
    void aPolicyHasItsSize() {
        assertAccepted("{'k':['" + "x".repeat(262_134) + "']}", MESSAGE_BODY);
        assertTooComplex("{'k':['" + "x".repeat(262_135) + "']}");
        assertThat(refusal("{'" + "a.".repeat(300) + "':[1]}", MESSAGE_BODY))
                .startsWith("FilterPolicy: Filter policy is too complex");
    }

    @Test
    void aPolicyIsTakenAwayByNothingOrAnEmptyObject() {
        assertThat(FilterPolicy.unset("")).isTrue();
        assertThat(FilterPolicy.unset(" { } ")).isTrue();
        assertThat(FilterPolicy.unset("{\"a\":[1]}")).isFalse();
        assertThat(FilterPolicy.unset("{")).isFalse();
        assertThat(FilterPolicy.unset("[]")).isFalse();
    }

    private static String alternatives(int source, int name, int type, int id, int space) {
        return "{'source':" + values(source) + ",'$or':[{'name':" + values(name) + "},{'type':" + values(type)
                + ",'$or':[{'id':" + values(id) + "},{'space':" + values(space) + "}]}]}";
    }

    private static String values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'v" + i + "'").collect(joining(",", "[", "]"));
    }

    private static String patterns(String pattern, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{'wildcard':" + pattern.formatted(i) + "}")
                .collect(joining(","));
    }

    private static void assertTooComplex(String policy) {
        assertThat(refusal(policy, MESSAGE_BODY)).isEqualTo("FilterPolicy: Filter policy is too complex");
    }

    private static void assertAccepted(String policy, FilterPolicyScope scope) {
        assertThatCode(() -> FilterPolicy.of(policy.replace('\'', '"'), scope)).doesNotThrowAnyException();
    }

    private static String refusal(String policy, FilterPolicyScope scope) {
        var refused = catchThrowableOfType(
                InvalidFilterPolicy.class, () -> FilterPolicy.of(policy.replace('\'', '"'), scope));
        return String.valueOf(refused.getMessage());
    }
}
