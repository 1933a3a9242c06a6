package io.millrace.gateway.run;

import io.millrace.base.Json;
import io.millrace.gateway.call.StageResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** API Gateway's own error answers. */
enum Failure {
    MISSING_AUTHENTICATION_TOKEN(403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
    FORBIDDEN(403, "ForbiddenException", "Forbidden"),
    BAD_REQUEST(400, "BadRequestException", "Bad Request"),
    UNSUPPORTED_MEDIA_TYPE(415, "BadRequestException", "Unsupported Media Type"),
    REQUEST_TOO_LARGE(413, "RequestTooLargeException", "Request Too Long"),
    TOO_MANY_REQUESTS(429, "TooManyRequestsException", "Too Many Requests"),
    INTERNAL(500, "InternalServerErrorException", "Internal server error"),
    INTEGRATION_FAILURE(504, "InternalServerErrorException", "Network error communicating with endpoint"),
    INTEGRATION_TIMEOUT(504, "InternalServerErrorException", "Endpoint request timed out");

    private final int status;
    private final String type;
    private final String text;

    Failure(int status, String type, String text) {
        this.status = status;
        this.type = type;
        this.text = text;
    }

    int status() {
        return status;
    }

    StageResponse response(String requestId) {
        return response(requestId, text);
    }

    StageResponse response(String requestId, String message) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("x-amzn-RequestId", requestId);
        headers.put("x-amzn-ErrorType", type);
        byte[] body =
                Json.MAPPER.writeValueAsBytes(Json.MAPPER.createObjectNode().put("message", message));
        return new StageResponse(status, headers, body);
    }
}
