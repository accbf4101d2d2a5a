package dev.sluice.broker.api.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told as sensitive data, and what only looks like it. The numbers are those of specifications and examples. */
final class ManagedIdentifiersTest {
    private static final String KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @ParameterizedTest
    @CsvSource({
        "EmailAddress, jane.doe+news@mail.example.co.uk",
        "IpAddress, 192.168.0.254",
        "IpAddress, 2001:db8:85a3:0:0:8a2e:370:7334",
        "IpAddress, fe80::1ff:fe23:4567:890a",
        "AwsSecretKey, " + KEY,
        "CreditCardNumber, 4111 1111 1111 1111",
        "CreditCardNumber, 5500005555555559",
        "CreditCardNumber, 3782-822463-10005",
        "BankAccountNumber-DE, DE89 3704 0044 0532 0130 00",
        "BankAccountNumber-ES, ES9121000418450200051332",
        "BankAccountNumber-FR, FR14 2004 1010 0505 0001 3M02 606",
        "BankAccountNumber-GB, GB29NWBK60161331926819",
        "BankAccountNumber-IT, IT60 X054 2811 1010 0000 0123 456",
        "Ssn-US, 078-05-1120",
        "IndividualTaxIdentificationNumber-US, 912-91-3456",
        "DrugEnforcementAgencyNumber-US, AP5836727",
        "NhsNumber-GB, 943 476 5919",
        "NationalInsuranceNumber-GB, AB 12 34 56 C",
        "NationalIdentificationNumber-ES, 12345678Z",
        "CpfCode-BR, 529.982.247-25",
        "CnpjCode-BR, 11.222.333/0001-81",
        "VehicleIdentificationNumber, 1M8GDM9AXKP042788",
        "PhoneNumber-US, (212) 555-0123",
        "PhoneNumber-US, +12125550123",
        "PhoneNumber-BR, +55 11 91234-5678",
        "PhoneNumber-DE, +49 (0) 30 901820",
        "PhoneNumber-ES, +34 912 345 678",
        "PhoneNumber-FR, 0033 1 23 45 67 89",
        "PhoneNumber-GB, +44 20 7946 0958",
        "PhoneNumber-IT, +39 6 1234 5678"
    })
    void isToldWhole(String identifier, String data) {
        assertThat(found(identifier, "{\"of\":\"" + data + "\"}")).containsExactly(data);
    }

    @ParameterizedTest
    @CsvSource({
        "EmailAddress, jane at example.com",
        "IpAddress, 12.256.0.1",
        "IpAddress, std::string",
        "IpAddress, 12:34:56",
        "AwsSecretKey, da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "AwsSecretKey, " + KEY + "x",
        "CreditCardNumber, 4111111111111112",
        "CreditCardNumber, 9111111111111111",
        "BankAccountNumber-DE, DE88370400440532013000",
        "Ssn-US, 666-05-1120",
        "Ssn-US, 078051120",
        "IndividualTaxIdentificationNumber-US, 912-93-3456",
        "DrugEnforcementAgencyNumber-US, AP5836728",
        "NhsNumber-GB, 943 476 5918",
        "NationalInsuranceNumber-GB, GB 12 34 56 C",
        "NationalIdentificationNumber-ES, 12345678A",
        "CpfCode-BR, 111.111.111-11",
        "CnpjCode-BR, 11.222.333/0001-82",
        "VehicleIdentificationNumber, 1M8GDM9A1KP042788",
        "PhoneNumber-US, 2125550123",
        "PhoneNumber-DE, 030 901820"
    })
    void isNotTold(String identifier, String data) {
        assertThat(found(identifier, data)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK", "RSA PRIVATE KEY", "PRIVATE KEY"})
    void aPrivateKeyIsToldFromItsFirstLineToItsLast(String label) {
        String key = "-----BEGIN " + label + "-----\\nabc+/=\\n-----END " + label + "-----";
        String identifier = label.startsWith("OPEN") ? "OpenSsh" : label.startsWith("PGP") ? "Pgp" : "Pkcs";

        assertThat(found(identifier + "PrivateKey", "a " + key + " b")).containsExactly(key);
        assertThat(found(identifier + "PrivateKey", "a " + key.substring(0, key.length() - 9)))
                .hasSize(1);
    }

    @Test
    void aKeyOfPuttyEndsWithItsSum() {
        assertThat(found("PuttyPrivateKey", "PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-MAC: 0af1 rest"))
                .containsExactly("PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-MAC: 0af1");
    }

    @Test
    void severalStandInOneText() {
        assertThat(found("EmailAddress", "a@b.de, c@d.fr")).containsExactly("a@b.de", "c@d.fr");
    }

    /** What makes other matchers of regular expressions try every way to cut the text. */
    @Test
    void aLongMessageIsSearchedInTimeWhateverIsInIt() throws InvalidProtectionPolicy {
        Set<DataIdentifier> all = new TreeSet<>((a, b) -> a.name().compareTo(b.name()));
        for (String name : ManagedIdentifiers.names()) all.add(known(name));
        all.add(DataIdentifier.custom("nested", "(a*)*b"));

        for (String piece : List.of("a", "1", "1:", "a.", "-----BEGIN PRIVATE KEY-----", "+44 ")) {
            String text = piece.repeat(32 * 1024 / piece.length());
            Assertions.assertTimeout(Duration.ofSeconds(20), () -> all.forEach(each -> each.find(text)));
        }
    }

    private static List<String> found(String identifier, String text) {
        return known(identifier).find(text).stream()
                .map(span -> text.substring(span.from(), span.to()))
                .toList();
    }

    private static DataIdentifier known(String name) {
        DataIdentifier identifier = ManagedIdentifiers.named(name);
        if (identifier == null) throw new AssertionError(name + " is not told");
        return identifier;
    }
}
