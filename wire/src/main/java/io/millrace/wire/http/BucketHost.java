package io.millrace.wire.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Virtual-host buckets: {@code bucket.localhost}, {@code bucket.s3.localhost}, {@code bucket.s3.eu-west-1.localhost}. */
final class BucketHost {

    private static final String REGION_PART = "(?:s3(?:[.-][a-z0-9-]+)?\\.)?";
    private static final Pattern RESERVED = Pattern.compile("s3(?:[.-][a-z0-9-]+)?|[a-z0-9]+\\.execute-api.*");

    private final Pattern pattern;

    BucketHost(List<String> configured) {
        StringBuilder names = new StringBuilder("localhost");
        configured.forEach(name -> names.append('|').append(Pattern.quote(name)));
        this.pattern = Pattern.compile("([a-z0-9][a-z0-9.-]+?)\\." + REGION_PART + "(?:" + names + ")");
    }

    /** The bucket that a host names. */
    Optional<String> bucket(String host) {
        Matcher matcher = pattern.matcher(host);
        if (!matcher.matches() || RESERVED.matcher(matcher.group(1)).matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1));
    }
}
