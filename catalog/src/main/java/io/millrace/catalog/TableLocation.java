package io.millrace.catalog;

/**
 * Where objects lie: {@code s3://bucket/prefix}.
 *
 * @param prefix what the keys begin with; empty for the whole bucket, else it ends with a slash
 */
public record TableLocation(String bucket, String prefix) {

    /** Reads an S3 URL; anything else is refused, as a location cannot leave the buckets. */
    public static TableLocation parse(String url) {
        String scheme = url.startsWith("s3://") ? "s3://" : url.startsWith("s3a://") ? "s3a://" : "s3n://";
        if (!url.startsWith(scheme)) {
            throw new CatalogException(
                    CatalogException.Reason.INVALID,
                    "The location '" + url + "' is not in S3. Write it as s3://bucket/prefix/.");
        }
        String rest = url.substring(scheme.length());
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        String prefix = slash < 0 ? "" : rest.substring(slash + 1);
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new CatalogException(
                    CatalogException.Reason.INVALID,
                    "The location '" + url + "' names no bucket. Write it as s3://bucket/prefix/.");
        }
        return new TableLocation(bucket, prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }
}
