package dev.sluice.broker.api.protection;

/** The arithmetic by which numbers prove that they are what they look like. What is no digit or letter is passed over. */
final class CheckDigits {
    private CheckDigits() {}

    /** Of payment cards: every second digit from the right counts double. */
    static boolean luhn(String text) {
        int[] digits = digits(text);
        int sum = 0;
        for (int i = 0; i < digits.length; i++) {
            int digit = digits[digits.length - 1 - i];
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    /** Of bank accounts, ISO 7064: country and check digits go to the end, letters count from 10. */
    static boolean iban(String text) {
        String account = text.replace(" ", "");
        int remainder = 0;
        for (int i = 0; i < account.length(); i++) {
            int value = Character.digit(account.charAt((i + 4) % account.length()), 36);
            remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
        }
        return remainder == 1;
    }

    /** Of Britain's National Health Service: ten digits by modulus 11. */
    static boolean nhs(String text) {
        int[] digits = digits(text);
        int sum = 0;
        for (int i = 0; i < 9; i++) sum += digits[i] * (10 - i);
        return (11 - sum % 11) % 11 == digits[9];
    }

    /** Of the American Drug Enforcement Agency: six digits and the last of a sum. */
    static boolean dea(String text) {
        int[] digits = digits(text.substring(2));
        int sum = digits[0] + digits[2] + digits[4] + 2 * (digits[1] + digits[3] + digits[5]);
        return sum % 10 == digits[6];
    }

    /** Of Brazil's persons and companies: the last two digits prove those before, by weights from 2 up to {@code most}. */
    static boolean brazilian(String text, int most) {
        int[] digits = digits(text);
        boolean same = true;
        for (int digit : digits) same &= digit == digits[0];
        return !same && proves(digits, digits.length - 2, most) && proves(digits, digits.length - 1, most);
    }

    private static boolean proves(int[] digits, int at, int most) {
        int sum = 0;
        for (int i = 0; i < at; i++) sum += digits[at - 1 - i] * (2 + i % (most - 1));
        int remainder = sum % 11;
        return digits[at] == (remainder < 2 ? 0 : 11 - remainder);
    }

    /** Of Spanish identity cards: the letter is the number modulo 23. */
    static boolean dni(String text) {
        int number = 0;
        for (int digit : digits(text)) number = number * 10 + digit;
        return "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23) == text.charAt(text.length() - 1);
    }

    /** Of North American vehicles: the ninth of seventeen characters proves the others. */
    static boolean vin(String text) {
        String values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
        int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) sum += values.indexOf(text.charAt(i)) % 10 * weights[i];
        return text.charAt(8) == "0123456789X".charAt(sum % 11);
    }

    private static int[] digits(String text) {
        return text.chars().filter(c -> c >= '0' && c <= '9').map(c -> c - '0').toArray();
    }
}
