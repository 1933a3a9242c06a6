package io.millrace.query;

/**
 * What a statement cost.
 *
 * @param scannedBytes bytes read from objects, as stored, and from open data
 * @param rows in the answer
 */
public record Statistics(
        long queueMillis, long planningMillis, long engineMillis, long serviceMillis, long scannedBytes, long rows) {

    static final Statistics NONE = new Statistics(0, 0, 0, 0, 0, 0);

    public long totalMillis() {
        return queueMillis + planningMillis + engineMillis + serviceMillis;
    }
}
