package io.millrace.wire;

/** AWS's wire protocols, as far as we speak them. */
public enum Protocol {
    /** POST with {@code X-Amz-Target} and a JSON document. */
    AWS_JSON,
    /** Paths, headers and JSON documents. */
    REST_JSON,
    /** Paths, headers and XML documents: S3. */
    REST_XML,
    /** POST of a form with {@code Action}; XML answers: IAM and STS. */
    QUERY
}
