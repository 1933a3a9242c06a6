package io.millrace.query;

import java.util.List;
import java.util.Optional;

/**
 * A statement to start.
 *
 * @param database of table names without one; {@code default} where empty
 * @param catalog {@code AwsDataCatalog} where given
 * @param outputLocation {@code s3://bucket/prefix/}; the workgroup's where empty
 * @param clientRequestToken the same token starts once
 * @param parameters the texts of the literals that stand for question marks
 */
public record StartRequest(
        String sql,
        Optional<String> database,
        Optional<String> catalog,
        Optional<String> workGroup,
        Optional<String> outputLocation,
        Optional<String> clientRequestToken,
        List<String> parameters) {

    /** A statement with nothing but a place for its result. */
    public static StartRequest of(String sql, String database, String outputLocation) {
        return new StartRequest(
                sql,
                Optional.of(database),
                Optional.empty(),
                Optional.empty(),
                Optional.of(outputLocation),
                Optional.empty(),
                List.of());
    }
}
