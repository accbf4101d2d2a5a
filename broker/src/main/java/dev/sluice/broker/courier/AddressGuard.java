package dev.sluice.broker.courier;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Keeps subscribers from having the broker speak to machines that they cannot reach themselves, such as a cloud's metadata
 * service.
 */
final class AddressGuard {
    private AddressGuard() {}

    /** Whether the address is one that the whole internet knows by it. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
    }

    /** But for what {@link InetAddress} knows already. */
    private static boolean isPublic4(byte[] address) {
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        boolean thisNetwork = first == 0;
        boolean sharedByCarriers = first == 100 && second >= 64 && second < 128;
        boolean protocolAssignments = first == 192 && second == 0 && address[2] == 0;
        boolean benchmarks = first == 198 && (second & 0xfe) == 18;
        return !thisNetwork && !sharedByCarriers && !protocolAssignments && !benchmarks && first < 240;
    }

    /** Unique local addresses, and IPv4 in IPv6's clothes: the well-known prefix of NAT64, 6to4, and IPv4-compatible ones. */
    private static boolean isPublic6(byte[] address) {
        if ((address[0] & 0xfe) == 0xfc) return false;
        if (startsWith(address, 0x00, 0x64, 0xff, 0x9b)) return isPublic(embedded(address, 12));
        if (startsWith(address, 0x20, 0x02)) return isPublic(embedded(address, 2));
        boolean compatible = true;
        for (int i = 0; i < 12; i++) compatible &= address[i] == 0;
        return !compatible;
    }

    private static boolean startsWith(byte[] address, int... prefix) {
        for (int i = 0; i < prefix.length; i++) if ((address[i] & 0xff) != prefix[i]) return false;
        return true;
    }

    private static InetAddress embedded(byte[] address, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address, at, at + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
