package io.millrace.access.policy;

import java.net.InetAddress;
import java.util.Optional;

/** A block of addresses: {@code 203.0.113.0/24}, {@code 2001:db8::/32}, or one address. Never asks a name server. */
final class Network {

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = literal(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int all = address.get().length * 8;
        String length = slash < 0 ? String.valueOf(all) : text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > all) {
            return Optional.empty();
        }
        return Optional.of(new Network(address.get(), Integer.parseInt(length)));
    }

    boolean contains(String text) {
        Optional<byte[]> other = literal(text);
        if (other.isEmpty() || other.get().length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (other.get()[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
