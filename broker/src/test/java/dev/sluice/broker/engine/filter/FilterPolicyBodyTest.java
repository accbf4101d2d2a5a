package dev.sluice.broker.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies on bodies. In the tables ' stands for the quote of JSON. */
class FilterPolicyBodyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ['x']                                       | 'x'               | true
                    ['x']                                       | 'X'               | false
                    ['x', 'y']                                  | 'y'               | true
                    ['']                                        | ''                | true
                    ['300']                                     | 300               | false
                    [300]                                       | '300'             | false
                    [300]                                       | 300.0             | true
                    [300]                                       | 3e2               | true
                    [300]                                       | 300.00001         | false
                    [0]                                         | -0.0              | true
                    [9007199254740993]                          | 9007199254740992  | false
                    [9007199254740993]                          | 9007199254740993.0 | true
                    [true]                                      | true              | true
                    [true]                                      | 'true'            | false
                    [true]                                      | false             | false
                    [null]                                      | null              | true
                    [null]                                      | 'null'            | false
                    [{'prefix': 'au'}]                          | 'auto'            | true
                    [{'prefix': 'au'}]                          | 'Auto'            | false
                    [{'prefix': ''}]                            | 'x'               | true
                    [{'prefix': ''}]                            | 5                 | false
                    [{'suffix': 'to'}]                          | 'auto'            | true
                    [{'suffix': 'to'}]                          | 'autos'           | false
                    [{'equals-ignore-case': 'Auto'}]            | 'aUTO'            | true
                    [{'equals-ignore-case': 'Auto'}]            | 'autos'           | false
                    [{'wildcard': 'a*b'}]                       | 'ab'              | true
                    [{'wildcard': 'a*b'}]                       | 'axyb'            | true
                    [{'wildcard': 'a*b'}]                       | 'axyc'            | false
                    [{'wildcard': '*a*'}]                       | 'xay'             | true
                    [{'wildcard': 'a*b*a'}]                     | 'aba'             | true
                    [{'wildcard': 'ab*ba'}]                     | 'aba'             | false
                    [{'wildcard': 'a\\\\*b'}]                   | 'a*b'             | true
                    [{'wildcard': 'a\\\\*b'}]                   | 'axb'             | false
                    [{'wildcard': '*'}]                         | 5                 | false
                    [{'wildcard': ''}]                          | ''                | true
                    [{'anything-but': 'x'}]                     | 'y'               | true
                    [{'anything-but': 'x'}]                     | 'x'               | false
                    [{'anything-but': 'x'}]                     | 5                 | true
                    [{'anything-but': 'x'}]                     | null              | true
                    [{'anything-but': 'x'}]                     | []                | false
                    [{'anything-but': 5}]                       | 5.0               | false
                    [{'anything-but': 5}]                       | '5'               | true
                    [{'anything-but': ['x', 'y']}]              | 'y'               | false
                    [{'anything-but': ['x', 'y']}]              | 'z'               | true
                    [{'anything-but': [1, 2]}]                  | 2                 | false
                    [{'anything-but': [1, 2]}]                  | 3                 | true
                    [{'anything-but': ['rugby', 'tennis']}]     | ['rugby', 'baseball'] | true
                    [{'anything-but': ['rugby', 'tennis']}]     | ['rugby', 'tennis'] | false
                    [{'anything-but': {'prefix': 'x'}}]         | 'xy'              | false
                    [{'anything-but': {'prefix': 'x'}}]         | 'yx'              | true
                    [{'anything-but': {'prefix': 'x'}}]         | 5                 | true
                    [{'anything-but': {'prefix': 'x'}}]         | null              | true
                    [{'anything-but': {'prefix': ['x', 'y']}}]  | 'yx'              | false
                    [{'anything-but': {'suffix': 'x'}}]         | 'yx'              | false
                    [{'anything-but': {'suffix': 'x'}}]         | 'xy'              | true
                    [{'anything-but': {'wildcard': 'a*c'}}]     | 'abc'             | false
                    [{'anything-but': {'wildcard': 'a*c'}}]     | 'abd'             | true
                    [{'anything-but': {'wildcard': ['a*c', 'd']}}] | 'd'            | false
                    [{'numeric': ['=', 300]}]                   | 3.0e2             | true
                    [{'numeric': ['=', 300]}]                   | '300'             | false
                    [{'numeric': ['<', 0.3]}]                   | 0.29999           | true
                    [{'numeric': ['<', 0.3]}]                   | 0.3               | false
                    [{'numeric': ['<=', 0.3]}]                  | 0.30              | true
                    [{'numeric': ['>', -5]}]                    | -4.9              | true
                    [{'numeric': ['>', -5]}]                    | -5                | false
                    [{'numeric': ['>=', -5]}]                   | -5                | true
                    [{'numeric': ['>', 0, '<=', 100]}]          | 0                 | false
                    [{'numeric': ['>', 0, '<=', 100]}]          | 100               | true
                    [{'numeric': ['>', 0, '<=', 100]}]          | 100.00001         | false
                    [{'numeric': ['>=', 0, '<', 100]}]          | 0                 | true
                    [{'numeric': ['>=', 0, '<', 100]}]          | 100               | false
                    [{'exists': true}]                          | 'x'               | true
                    [{'exists': true}]                          | ''                | true
                    [{'exists': true}]                          | null              | true
                    [{'exists': true}]                          | []                | false
                    [{'exists': true}]                          | {'y': 1}          | false
                    [{'exists': false}]                         | 'x'               | false
                    [{'exists': false}]                         | []                | true
                    [{'exists': false}]                         | {'y': 1}          | true
                    [{'exists': false}, 'x']                    | 'x'               | true
                    [{'exists': false}, 'x']                    | 'y'               | false
                    [{'cidr': '10.0.0.0/24'}]                   | '10.0.0.255'      | true
                    [{'cidr': '10.0.0.0/24'}]                   | '10.0.0.256'      | false
                    [{'cidr': '10.0.0.0/24'}]                   | '10.0.1.0'        | false
                    [{'cidr': '10.0.0.7/24'}]                   | '10.0.0.3'        | true
                    [{'cidr': '10.0.0.0/24'}]                   | 'localhost'       | false
                    [{'cidr': '2001:db8:1234:1a00::/64'}]       | '2001:0db8:1234:1a00:0000:0000:0000:0000' | true
                    [{'cidr': '2001:db8:1234:1a00::/64'}]       | '2001:db8:1234:1a01::' | false
                    ['x', {'prefix': 'a'}, 7]                   | 'ab'              | true
                    ['x', {'prefix': 'a'}, 7]                   | 7                 | true
                    ['x', {'prefix': 'a'}, 7]                   | 'b'               | false
                    ['x']                                       | ['y', 'x']        | true
                    ['x']                                       | [['y'], [['x']]]  | true
                    [null]                                      | [1, null]         | true
                    """)
    void judgesAValue(String conditions, String value, boolean matches) throws InvalidFilterPolicy {
        assertThat(matches("{'k':" + conditions + "}", "{'other':1,'k':" + value + "}"))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'object':{'key':[{'prefix':'auto-'},'hardcodedvalue'],'nested_key':[{'exists':false}]},'test':[{'exists':false}]} | {'object':{'key':'auto-test'}} | true
                    {'object':{'key':[{'prefix':'auto-'},'hardcodedvalue'],'nested_key':[{'exists':false}]},'test':[{'exists':false}]} | {'object':{'key':'hardcodedvalue'}} | true
                    {'object':{'key':[{'prefix':'auto-'},'hardcodedvalue'],'nested_key':[{'exists':false}]},'test':[{'exists':false}]} | {'object':{'key':'auto-test'},'test':'x'} | false
                    {'object':{'key':[{'prefix':'auto-'},'hardcodedvalue'],'nested_key':[{'exists':false}]},'test':[{'exists':false}]} | {'object':{'key':'auto-test','nested_key':'x'}} | false
                    {'object':{'key':[{'prefix':'auto-'},'hardcodedvalue'],'nested_key':[{'exists':false}]},'test':[{'exists':false}]} | {'object':{'test':'auto-test'}} | false
                    {'object.nested.test':['v']} | {'object.nested':{'test':'v'}} | true
                    {'object.nested.test':['v']} | {'object':{'nested.test':'v'}} | true
                    {'object.nested.test':['v']} | {'object':{'nested':{'test':'v'}}} | true
                    {'object.nested.test':['v']} | {'object.nested.test':'v'} | true
                    {'object.nested.test':['v']} | {'object.nested':{'tested':'v'}} | false
                    {'object':{'nested':{'test':['v']}}} | {'object.nested':{'test':'v'}} | true
                    {'object':{'nested':['v']}} | {'object':{'nested':'w'},'object.nested':'v'} | true
                    {'headers':{'route-to':['queue1']}} | {'headers':{'route-to':['queue1','queue2']}} | true
                    {'Records':{'s3':{'object':{'key':[{'prefix':'auto-'}]}},'eventName':[{'prefix':'ObjectCreated:'}]}} | {'Records':[{'eventName':'ObjectCreated:Put','s3':{'object':[[{'key':'auto-1'}]]}},{'eventName':'ObjectRemoved:Delete','s3':{'object':{'key':'home-1'}}}]} | true
                    {'Records':{'s3':{'object':{'key':[{'prefix':'auto-'}]}},'eventName':[{'prefix':'ObjectCreated:'}]}} | {'Records':[{'eventName':'ObjectRemoved:Delete','s3':{'object':{'key':'auto-1'}}}]} | false
                    {'Records':{'s3':{'object':{'key':[{'prefix':'auto-'}]}},'eventName':[{'prefix':'ObjectCreated:'}]}} | {'Records':[{'eventName':'ObjectRemoved:Delete','s3':{'object':{'key':'auto-1'}}},{'eventName':'ObjectCreated:Put','s3':{'object':{'key':'home-1'}}}]} | false
                    {'$or':[{'metricName':['CPU']},{'namespace':['EC2']}],'detail':{'scope':['Service'],'$or':[{'source':['cw']},{'type':['T']}]}} | {'namespace':'EC2','detail':{'scope':'Service','type':'T'}} | true
                    {'$or':[{'metricName':['CPU']},{'namespace':['EC2']}],'detail':{'scope':['Service'],'$or':[{'source':['cw']},{'type':['T']}]}} | {'metricName':'CPU','detail':{'scope':'Service'}} | false
                    {'detail':{'eventVersion':['']}} | {'resources':[],'detail':{'eventVersion':'','x':null}} | true
                    {'a':{'x':[1],'y':[2]}} | {'a':[{'x':1},{'y':2}]} | false
                    {'a':{'x':[1],'y':[2]}} | {'a':[{'x':[1,5]},{'x':1,'y':[7,2]}]} | true
                    {'a':{'x':[1],'y':[2]}} | {'a':[[{'x':1},{'y':2}]]} | false
                    {'a':{'x':[1],'y':[2]}} | {'a':[[{'x':1}],[{'y':2}]]} | false
                    {'a':[1],'a.x':[2]} | {'a':[1,{'x':2}]} | true
                    {'a':{'x':[1]},'b':{'y':[2]}} | {'a':[{'x':0},{'x':1}],'b':[{'y':2}]} | true
                    {'a':{'b':{'x':[1],'y':[2]},'z':[3]}} | {'a':[{'z':3,'b':[{'x':1},{'y':2}]},{'z':3,'b':[{'x':0},{'x':1,'y':2}]}]} | true
                    {'a':{'b':{'x':[1],'y':[2]},'z':[3]}} | {'a':[{'z':0,'b':[{'x':1,'y':2}]},{'z':3,'b':[{'x':1},{'y':2}]}]} | false
                    {'a':{'y':[{'exists':false}]}} | {'a':[{'y':1},{'z':2}]} | false
                    {'a':{'y':[{'exists':false}]}} | {'a':5} | true
                    {'a':[{'exists':false}]} | {} | true
                    {'a':[1]} | {'a':1,'a':2} | false
                    {'a':[2]} | {'a':1,'a':2} | true
                    {'$or':['x']} | {'$or':'x'} | true
                    {'$or':[{'prefix':'a'},{'prefix':'b'}]} | {'$or':'bc'} | true
                    """)
    void judgesABody(String policy, String body, boolean matches) throws InvalidFilterPolicy {
        assertThat(matches(policy, body)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Regular string
                    'Regular string'
                    ['a']
                    {'b':1} trailing
                    {'b':
                    12
                    ``
                    """)
    void whatIsNoJsonObjectMatchesNothing(String body) throws InvalidFilterPolicy {
        assertThat(matches("{'a':[{'exists':false}]}", body)).isFalse();
    }

    @Test
    void deepNamesAndDeepBodiesAreReadWithinBounds() throws InvalidFilterPolicy {
        String deep = "{'a':".repeat(400) + "1" + "}".repeat(400);

        assertThat(matches("{'a':{'a':[1]}}", deep)).isFalse();
        assertThat(matches("{'" + "a.".repeat(200) + "a':[1]}", "{'" + "a.".repeat(100_000) + "a':1}"))
                .isFalse();
    }

    private static boolean matches(String policy, String body) throws InvalidFilterPolicy {
        byte[] utf8 = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return FilterPolicy.of(policy.replace('\'', '"'), FilterPolicyScope.MESSAGE_BODY)
                .matches(FilterSubject.ofBody(utf8));
    }
}
