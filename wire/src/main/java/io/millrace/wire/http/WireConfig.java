package io.millrace.wire.http;

import io.millrace.base.ByteSize;
import io.millrace.base.config.ConfigReader;
import io.millrace.base.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The HTTP server's settings. */
public record WireConfig(
        @Setting(
                key = "wire.listen",
                fallback = "127.0.0.1",
                doc = "The address to listen on; one that is not loopback needs wire.insecure.")
        String listen,

        @Setting(key = "wire.port", fallback = "4577", doc = "The port; 0 takes any free one.")
        int port,

        @Setting(
                key = "wire.insecure",
                fallback = "false",
                doc = "Allows plain HTTP on an address that others can reach.")
        boolean insecure,

        @Setting(
                key = "wire.hosts",
                fallback = "",
                doc = "Further host names, separated by commas, by which clients may call this server; each stands for"
                        + " its subdomains too. Loopback names, *.localhost and IP addresses are always allowed.")
        String hosts,

        @Setting(key = "wire.max-header", fallback = "16KiB", doc = "The longest request line and headers together.")
        ByteSize maxHeader,

        @Setting(
                key = "wire.max-buffered-body",
                fallback = "128MiB",
                doc = "The longest body of a request other than S3's, which are streamed.")
        ByteSize maxBufferedBody,

        @Setting(
                key = "wire.idle-timeout",
                fallback = "60s",
                doc = "A connection on which nothing moves for so long is closed.")
        Duration idleTimeout,

        @Setting(key = "wire.max-streams", fallback = "256", doc = "How many live pages may be connected at a time.")
        int maxStreams) {

    public static WireConfig defaults() {
        return new ConfigReader(Map.of()).read(WireConfig.class);
    }

    public WireConfig withPort(int other) {
        return new WireConfig(listen, other, insecure, hosts, maxHeader, maxBufferedBody, idleTimeout, maxStreams);
    }

    List<String> hostNames() {
        return Arrays.stream(hosts.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
