package dev.sluice.broker.api.protection;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The data identifiers of AWS that are told here: those that a pattern and, where there are any, check digits tell well
 * enough without looking for words around them. AWS's other identifiers, such as names and addresses, are not here.
 */
final class ManagedIdentifiers {
    private static final Map<String, DataIdentifier> BY_NAME = new TreeMap<>();

    static {
        add("EmailAddress", "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,24}\\b", "@");
        add("IpAddress", ipAddress(), ManagedIdentifiers::isAddress, "");
        add("AwsSecretKey", "[A-Za-z0-9/+=]+", ManagedIdentifiers::isSecretKey, "");
        add("OpenSshPrivateKey", block("OPENSSH PRIVATE KEY"), "-----BEGIN");
        add("PgpPrivateKey", block("PGP PRIVATE KEY BLOCK"), "-----BEGIN");
        add("PkcsPrivateKey", block("(?:RSA |EC |DSA |ENCRYPTED )?PRIVATE KEY"), "-----BEGIN");
        add(
                "PuttyPrivateKey",
                "PuTTY-User-Key-File-\\d+: (?s:.*?)(?:Private-MAC: [0-9a-f]+|\\z)",
                "PuTTY-User-Key-File-");
        add(
                "CreditCardNumber",
                "\\b(?:\\d{4}[ -]\\d{4}[ -]\\d{4}[ -]\\d{4}|3\\d{3}[ -]\\d{6}[ -]\\d{4,5}|\\d{13,19})\\b",
                ManagedIdentifiers::isCard,
                "");
        add("BankAccountNumber-DE", "\\bDE\\d{2}(?: ?\\d{4}){4} ?\\d{2}\\b", CheckDigits::iban, "DE");
        add("BankAccountNumber-ES", "\\bES\\d{2}(?: ?\\d{4}){5}\\b", CheckDigits::iban, "ES");
        add("BankAccountNumber-FR", "\\bFR\\d{2}(?: ?[0-9A-Z]{4}){5} ?[0-9A-Z]{3}\\b", CheckDigits::iban, "FR");
        add("BankAccountNumber-GB", "\\bGB\\d{2} ?[A-Z]{4}(?: ?\\d{4}){3} ?\\d{2}\\b", CheckDigits::iban, "GB");
        add("BankAccountNumber-IT", "\\bIT\\d{2}(?: ?[0-9A-Z]{4}){5} ?[0-9A-Z]{3}\\b", CheckDigits::iban, "IT");
        add("Ssn-US", "\\b\\d{3}[- ]\\d{2}[- ]\\d{4}\\b", ManagedIdentifiers::isSocialSecurity, "");
        add(
                "IndividualTaxIdentificationNumber-US",
                "\\b9\\d{2}[- ](?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])[- ]\\d{4}\\b",
                "9");
        add("DrugEnforcementAgencyNumber-US", "\\b[A-HJ-MPRSTUX][A-Z9]\\d{7}\\b", CheckDigits::dea, "");
        add("NhsNumber-GB", "\\b\\d{3}[ -]\\d{3}[ -]\\d{4}\\b", CheckDigits::nhs, "");
        add(
                "NationalInsuranceNumber-GB",
                "\\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]\\b",
                found -> !Set.of("BG", "GB", "NK", "KN", "TN", "NT", "ZZ").contains(found.substring(0, 2)),
                "");
        add("NationalIdentificationNumber-ES", "\\b\\d{8}-?[A-Z]\\b", CheckDigits::dni, "");
        add("CpfCode-BR", "\\b\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}\\b", found -> CheckDigits.brazilian(found, 11), "-");
        add(
                "CnpjCode-BR",
                "\\b\\d{2}\\.\\d{3}\\.\\d{3}/\\d{4}-\\d{2}\\b",
                found -> CheckDigits.brazilian(found, 9),
                "/");
        add("VehicleIdentificationNumber", "\\b[A-HJ-NPR-Z0-9]{17}\\b", CheckDigits::vin, "");
        add(
                "PhoneNumber-US",
                "(?:\\+1[ .-]?)?(?:\\([2-9]\\d{2}\\) ?|\\b[2-9]\\d{2}[ .-])[2-9]\\d{2}[ .-]\\d{4}\\b|\\+1[2-9]\\d{9}\\b",
                "");
        add("PhoneNumber-BR", international("55", 10, 11), "55");
        add("PhoneNumber-DE", international("49", 6, 12), "49");
        add("PhoneNumber-ES", international("34", 9, 9), "34");
        add("PhoneNumber-FR", international("33", 9, 9), "33");
        add("PhoneNumber-GB", international("44", 9, 10), "44");
        add("PhoneNumber-IT", international("39", 8, 11), "39");
    }

    private ManagedIdentifiers() {}

    /** Null for what is not told here. */
    static @Nullable DataIdentifier named(String name) {
        return BY_NAME.get(name);
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    private static void add(String name, String pattern, String sign) {
        add(name, pattern, found -> true, sign);
    }

    private static void add(String name, String pattern, Predicate<String> check, String sign) {
        BY_NAME.put(name, new DataIdentifier(name, pattern, check, sign));
    }

    /** From its first line to its last, or to the end of the text. */
    private static String block(String label) {
        return "-----BEGIN " + label + "-----(?s:.*?)(?:-----END " + label + "-----|\\z)";
    }

    private static String international(String country, int leastDigits, int mostDigits) {
        return "(?:\\+|\\b00)" + country + "[ .-]?(?:\\(0\\)[ .-]?)?[1-9](?:[ ./-]?\\d){" + (leastDigits - 1) + ","
                + (mostDigits - 1) + "}\\b";
    }

    private static String ipAddress() {
        String octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
        String groups = "[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*";
        return "\\b(?:" + octet + "\\.){3}" + octet + "\\b|\\b" + groups + "(?:::(?:" + groups + ")?)?";
    }

    /** Version 6 without an ellipsis has eight groups; with one, three at least, or else half of C++ would be addresses. */
    private static boolean isAddress(String found) {
        if (found.contains(".")) return true;
        long groups = found.chars().filter(c -> c == ':').count() + 1;
        return found.contains("::") ? groups > 3 && groups <= 9 : groups == 8;
    }

    /** Forty characters of base64 that are no hash in hexadecimal. */
    private static boolean isSecretKey(String found) {
        return found.length() == 40
                && found.chars().anyMatch(c -> c >= 'G' && c <= 'Z')
                && found.chars().anyMatch(c -> c >= 'g' && c <= 'z')
                && found.chars().anyMatch(Character::isDigit);
    }

    private static boolean isCard(String found) {
        char first = found.charAt(0);
        return first >= '2' && first <= '6' && CheckDigits.luhn(found);
    }

    /** No area is 000, 666 or above 899; neither of the other parts is zero. */
    private static boolean isSocialSecurity(String found) {
        int area = Integer.parseInt(found.substring(0, 3));
        return area != 0 && area != 666 && area < 900 && !found.startsWith("00", 4) && !found.endsWith("0000");
    }
}
