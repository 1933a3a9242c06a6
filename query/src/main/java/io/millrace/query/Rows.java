package io.millrace.query;

import io.millrace.objects.open.Freshness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed answer in memory. Immutable.
 *
 * @param rows Boolean, Long, Float, Double, BigDecimal, String, LocalDate, LocalDateTime, Instant (with time zone), or
 *     null
 * @param freshness what the answer leaves out
 * @param truncated whether there were more rows than asked for
 */
public record Rows(
        List<ResultColumn> columns,
        List<List<@Nullable Object>> rows,
        Freshness freshness,
        Statistics statistics,
        boolean truncated) {}
