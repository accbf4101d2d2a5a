package dev.sluice.broker.engine.filter;

import org.jspecify.annotations.Nullable;

/**
 * A block of IPv4 or IPv6 addresses, as in {@code 10.0.0.0/24}.
 *
 * @param base any address in the block, 4 or 16 bytes
 * @param bits how many leading bits all its addresses share
 */
record AddressBlock(byte[] base, int bits) {
    private static final int GROUPS = 8;

    static AddressBlock of(String text) throws InvalidFilterPolicy {
        int slash = text.indexOf('/');
        if (slash < 0 || slash == text.length() - 1 || text.indexOf('/', slash + 1) >= 0)
            throw InvalidFilterPolicy.because("Malformed CIDR, one '/' required");
        int bits = bits(text.substring(slash + 1));
        String address = text.substring(0, slash);
        byte[] base = address(address);
        if (base == null) {
            throw InvalidFilterPolicy.because(
                    (looksLikeAddress(address) ? "Invalid" : "Nonstandard") + " IP address: " + address);
        }
        if (bits >= 8 * base.length)
            throw InvalidFilterPolicy.because(
                    base.length == 4 ? "IPv4 mask bits must be < 32" : "IPv6 mask bits must be < 128");
        return new AddressBlock(base, bits);
    }

    /** False for a text which is no address, or one of the other kind. */
    boolean contains(String text) {
        byte[] address = address(text);
        if (address == null || address.length != base.length) return false;
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != base[i]) return false;
        }
        int rest = bits % 8;
        return rest == 0 || (address[whole] ^ base[whole]) >> (8 - rest) == 0;
    }

    /** AWS words its refusal differently for these. */
    private static boolean looksLikeAddress(String text) {
        boolean version4 = text.split("\\.", -1).length == 4;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean digit = character < 128 && Character.digit(character, 16) >= 0;
            if (!digit && character != (version4 ? '.' : ':')) return false;
        }
        return version4 || text.indexOf(':') >= 0;
    }

    private static int bits(String text) throws InvalidFilterPolicy {
        boolean negative = text.startsWith("-");
        int bits = number(negative ? text.substring(1) : text, 10, 9);
        if (bits < 0) throw InvalidFilterPolicy.because("Malformed CIDR, mask bits must be an integer");
        if (negative && bits > 0) throw InvalidFilterPolicy.because("Malformed CIDR, mask bits must not be negative");
        return bits;
    }

    /** The bytes of an address; null for anything else, such as a host's name or an address with a zone. */
    private static byte @Nullable [] address(String text) {
        if (text.length() > 39) return null;
        return text.indexOf(':') < 0 ? version4(text) : version6(text);
    }

    private static byte @Nullable [] version4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) return null;
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            int part = number(parts[i], 10, 3);
            if (part < 0 || part > 255) return null;
            address[i] = (byte) part;
        }
        return address;
    }

    private static byte @Nullable [] version6(String text) {
        byte[] address = new byte[16];
        int gap = text.indexOf("::");
        if (gap < 0) return groups(text, address, 0) == GROUPS ? address : null;
        int before = groups(text.substring(0, gap), address, 0);
        String end = text.substring(gap + 2);
        int after = end.isEmpty() ? 0 : end.split(":", -1).length;
        if (before < 0 || before + after >= GROUPS) return null;
        return groups(end, address, GROUPS - after) == after ? address : null;
    }

    /** How many groups the text has, written into the address from one on; negative when malformed or too many. */
    private static int groups(String text, byte[] address, int first) {
        if (text.isEmpty()) return 0;
        String[] groups = text.split(":", -1);
        if (first + groups.length > GROUPS) return -1;
        for (int i = 0; i < groups.length; i++) {
            int group = number(groups[i], 16, 4);
            if (group < 0) return -1;
            address[2 * (first + i)] = (byte) (group >> 8);
            address[2 * (first + i) + 1] = (byte) group;
        }
        return groups.length;
    }

    /** Negative for a text that is empty, too long, or has anything but digits. */
    private static int number(String text, int radix, int longest) {
        if (text.isEmpty() || text.length() > longest) return -1;
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            int digit = character < 128 ? Character.digit(character, radix) : -1;
            if (digit < 0) return -1;
            number = number * radix + digit;
        }
        return number;
    }
}
