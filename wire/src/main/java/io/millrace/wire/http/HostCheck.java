package io.millrace.wire.http;

import java.util.List;
import java.util.Locale;

/**
 * Which names this server answers to, so that a foreign page cannot reach it by pointing its own name here (DNS
 * rebinding). Immutable.
 */
final class HostCheck {

    private final List<String> names;

    HostCheck(List<String> configured) {
        this.names =
                configured.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** @param host without port, lower case */
    boolean allows(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost") || isAddress(host)) {
            return true;
        }
        for (String name : names) {
            if (host.equals(name) || (host.endsWith(name) && host.charAt(host.length() - name.length() - 1) == '.')) {
                return true;
            }
        }
        return false;
    }

    /** An address cannot be rebound. */
    private static boolean isAddress(String host) {
        if (host.startsWith("[")) {
            return true;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return false;
            }
        }
        return !host.isEmpty();
    }

    /** The Host header without its port, lower case. */
    static String name(String header) {
        int colon = header.startsWith("[") ? header.indexOf(':', header.indexOf(']')) : header.indexOf(':');
        return (colon < 0 ? header : header.substring(0, colon)).toLowerCase(Locale.ROOT);
    }
}
