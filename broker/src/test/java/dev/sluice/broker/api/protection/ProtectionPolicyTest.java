package dev.sluice.broker.api.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.api.protection.ProtectionPolicy.Direction;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy has done, and which policies there are. */
final class ProtectionPolicyTest {
    private static final String ACCOUNT = "000000000000";
    private static final String EMAIL = "'arn:aws:dataprotection::aws:data-identifier/EmailAddress'";
    private static final String DENY = "{'Deny':{}}";
    private static final String MASK = "{'Deidentify':{'MaskConfig':{'MaskWithCharacter':'#'}}}";
    private static final String REDACT = "{'Deidentify':{'RedactConfig':{}}}";
    private static final String AUDIT =
            "{'Audit':{'SampleRate':'99','FindingsDestination':{'CloudWatchLogs':{'LogGroup':'/aws/vendedlogs/x'}}}}";

    @Test
    void denialIsForItsDirection() throws InvalidProtectionPolicy {
        var policy = policy(statement("Inbound", "['*']", EMAIL, DENY));

        assertThat(policy.denies(Direction.INBOUND, ACCOUNT, "to a@b.de")).isTrue();
        assertThat(policy.denies(Direction.INBOUND, ACCOUNT, "to nobody")).isFalse();
        assertThat(policy.denies(Direction.OUTBOUND, ACCOUNT, "to a@b.de")).isFalse();
    }

    @Test
    void aStatementMayBeAboutCertainAccounts() throws InvalidProtectionPolicy {
        var policy = policy(statement("Inbound", "['arn:aws:iam::111122223333:root','444455556666']", EMAIL, DENY));

        assertThat(policy.denies(Direction.INBOUND, "111122223333", "a@b.de")).isTrue();
        assertThat(policy.denies(Direction.INBOUND, "444455556666", "a@b.de")).isTrue();
        assertThat(policy.denies(Direction.INBOUND, ACCOUNT, "a@b.de")).isFalse();
    }

    @Test
    void aMaskCoversEachCharacterAndRedactionLeavesNone() throws InvalidProtectionPolicy {
        var masks = policy(statement("Outbound", "['*']", EMAIL, MASK));
        var redacts = policy(statement("Outbound", "'*'", EMAIL, REDACT));

        assertThat(masks.deidentified(Direction.OUTBOUND, ACCOUNT, "<a@b.de>")).isEqualTo("<######>");
        assertThat(redacts.deidentified(Direction.OUTBOUND, ACCOUNT, "<a@b.de>"))
                .isEqualTo("<>");
        assertThat(redacts.deidentified(Direction.INBOUND, ACCOUNT, "<a@b.de>")).isEqualTo("<a@b.de>");
    }

    @Test
    void aCharacterIsMaskedOnceWhateverFindsIt() throws InvalidProtectionPolicy {
        var policy =
                ProtectionPolicy.of(json("""
                {'Name':'p','Version':'2021-06-01',
                 'Configuration':{'CustomDataIdentifier':[{'Name':'host','Regex':'b\\\\.d.'},{'Name':'any','Regex':'\uD83D\uDE00|e'}]},
                 'Statement':[%s]}""".formatted(statement("Inbound", "['*']", EMAIL + ",'host','any'", MASK))));

        assertThat(policy.deidentified(Direction.INBOUND, ACCOUNT, "x a@b.de \uD83D\uDE00 y"))
                .isEqualTo("x ###### # y");
    }

    @Test
    void anAuditCountsWhatItFinds() throws InvalidProtectionPolicy {
        Audit audit = policy(statement("Inbound", "['*']", EMAIL, AUDIT)).audit(ACCOUNT);

        assertThat(audit).isNotNull();
        assertThat(audit.percent()).isEqualTo(99);
        assertThat(audit.findings("a@b.de, c@d.fr")).isEqualTo(Map.of("EmailAddress", 2));
        assertThat(audit.tells(Map.of("EmailAddress", 2))).isTrue();
        assertThat(audit.tells(Map.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Name must be a string",
                "{'Name':'p','Version':'2012-10-17','Statement':[]} | Version must be 2021-06-01",
                "{'Name':'p','Version':'2021-06-01','Statement':{}} | Statement must be a list",
                "{'Name':'p','Version':'2021-06-01','Statement':[],'Id':1} | not supported: Id",
                "{'Name':'p','Version':'2021-06-01','Statement':[1]} | A Statement must be a JSON object",
            })
    void aDocumentIsRefusedWith(String document, String reason) {
        assertThatThrownBy(() -> ProtectionPolicy.of(json(document)))
                .isInstanceOf(InvalidProtectionPolicy.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Sideways | ['*'] | " + EMAIL + " | " + DENY + " | DataDirection must be",
                "Outbound | ['*'] | " + EMAIL + " | " + AUDIT + " | must be Inbound",
                "Outbound | ['111122223333'] | " + EMAIL + " | " + DENY + " | must be \"*\"",
                "Inbound | ['arn:aws:iam::111122223333:user/x'] | " + EMAIL + " | " + DENY + " | there are no users",
                "Inbound | ['*'] | 'Name','arn:aws:dataprotection::aws:data-identifier/Address' | " + DENY
                        + " | cannot be detected: Name, arn:aws:dataprotection::aws:data-identifier/Address",
                "Inbound | ['*'] | " + EMAIL + " | {'Encrypt':{}} | not supported: Encrypt",
                "Inbound | ['*'] | " + EMAIL + " | {'Deny':{},'Audit':{}} | is one of",
                "Inbound | ['*'] | " + EMAIL
                        + " | {'Deidentify':{'MaskConfig':{'MaskWithCharacter':'##'}}} | one printable",
                "Inbound | ['*'] | " + EMAIL + " | {'Audit':{'SampleRate':'100'}} | from 0 to 99",
            })
    void aStatementIsRefusedWith(
            String direction, String principal, String identifiers, String operation, String reason) {
        assertThatThrownBy(() -> policy(statement(direction, principal, identifiers, operation)))
                .isInstanceOf(InvalidProtectionPolicy.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b | x | 1 to 128 letters",
                "EmailAddress | x | another data identifier",
                "a | ( | not understood",
                "a | x* | matches the empty text",
                "a | (?=x)x | not understood",
            })
    void aCustomIdentifierIsRefusedWith(String name, String regex, String reason) {
        String document =
                "{'Name':'p','Version':'2021-06-01','Configuration':{'CustomDataIdentifier':[{'Name':'%s','Regex':'%s'}]},'Statement':[]}"
                        .formatted(name, regex);

        assertThatThrownBy(() -> ProtectionPolicy.of(json(document))).hasMessageContaining(reason);
    }

    private static ProtectionPolicy policy(String statement) throws InvalidProtectionPolicy {
        return ProtectionPolicy.of(json("{'Name':'p','Version':'2021-06-01','Statement':[%s]}".formatted(statement)));
    }

    private static String statement(String direction, String principal, String identifiers, String operation) {
        return "{'Sid':'s','DataDirection':'%s','Principal':%s,'DataIdentifier':[%s],'Operation':%s}"
                .formatted(direction, principal, identifiers, operation);
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }
}
