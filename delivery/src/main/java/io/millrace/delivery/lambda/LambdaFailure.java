package io.millrace.delivery.lambda;

import io.millrace.delivery.core.ErrorType;
import io.millrace.delivery.core.Outcome;
import java.time.Instant;
import java.util.Optional;

/** Why a record goes to the error output, in AWS's words; the two last have none there. */
enum LambdaFailure {
    FUNCTION_ERROR(
            "Lambda.FunctionError", "The Lambda function was successfully invoked but it returned an error result."),
    MISSING(
            "Lambda.MissingRecordId",
            "One or more record Ids were not returned. Ensure that the Lambda function returns all received record"
                    + " Ids."),
    DUPLICATED(
            "Lambda.DuplicatedRecordId",
            "Multiple records were returned with the same record Id. Ensure that the Lambda function returns a unique"
                    + " record Id for each record."),
    PROCESSING_FAILED("Lambda.ProcessingFailedStatus", "ProcessingFailed status set for record"),
    NO_DATA(
            "Lambda.InvalidReturnFormat",
            "The data field cannot be null when the SourceType is DirectPut or KinesisStreamAsSource and processing"
                    + " result is Ok. The value field cannot be null when the SourceType is MSKAsSource and processing"
                    + " result is Ok."),
    UNKNOWN_RESULT("Lambda.InvalidReturnFormat", "The result field must be Ok, Dropped or ProcessingFailed."),
    NOT_BASE64("Lambda.InvalidReturnFormat", "The data field must be base64 encoded.");

    private final String code;
    private final String message;

    LambdaFailure(String code, String message) {
        this.code = code;
        this.message = message;
    }

    Outcome.Failed outcome(int attempts, Instant attemptEnded, String functionArn) {
        return new Outcome.Failed(
                ErrorType.PROCESSING_FAILED,
                code,
                message,
                attempts,
                attemptEnded,
                Optional.of(functionArn),
                Optional.empty());
    }
}
