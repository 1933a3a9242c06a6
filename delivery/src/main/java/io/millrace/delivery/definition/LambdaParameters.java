package io.millrace.delivery.definition;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The Lambda processor's parameters as numbers. They were checked when the stream was made. */
public final class LambdaParameters {

    private static final BigInteger MOST_RETRIES = BigInteger.valueOf(Integer.MAX_VALUE - 1);
    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1 << 20);

    private LambdaParameters() {}

    /** Firehose's default is 3. A number as large as you like is taken, as at AWS. */
    static int retries(ProcessorSettings settings) {
        return settings.parameter("NumberOfRetries")
                .map(text -> new BigInteger(text.strip()).min(MOST_RETRIES).intValue())
                .orElse(3);
    }

    /** Firehose's default is 1 MB. */
    static int bufferBytes(ProcessorSettings settings) {
        return settings.parameter("BufferSizeInMBs")
                .map(text -> new BigDecimal(text.strip()).multiply(MEGABYTE).intValue())
                .orElse(1 << 20);
    }
}
