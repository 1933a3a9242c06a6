package io.millrace.wire.http;

import io.millrace.base.Json;
import io.millrace.wire.CommonError;
import io.millrace.wire.ErrorCode;
import io.millrace.wire.Protocol;
import io.millrace.wire.WireException;
import io.millrace.wire.WireResponse;
import io.millrace.wire.Xml;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** An error in a protocol's own shape. */
final class ErrorAnswer {

    private ErrorAnswer() {}

    static WireResponse of(Protocol protocol, WireException error, String requestId) {
        ErrorCode code = error.code() instanceof CommonError common ? common.in(protocol) : error.code();
        return switch (protocol) {
            case AWS_JSON -> awsJson(code, error);
            case REST_JSON -> restJson(code, error);
            case QUERY -> query(code, error, requestId);
            case REST_XML -> s3(code, error, requestId);
        };
    }

    private static WireResponse awsJson(ErrorCode code, WireException error) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("__type", code.wireName()).put("message", error.text());
        error.members().forEach(body::put);
        return WireResponse.of(code.status(), "application/x-amz-json-1.1", Json.MAPPER.writeValueAsBytes(body))
                .with("x-amzn-ErrorType", code.wireName());
    }

    private static WireResponse restJson(ErrorCode code, WireException error) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("message", error.text());
        error.members().forEach(body::put);
        return WireResponse.json(code.status(), body).with("x-amzn-ErrorType", code.wireName());
    }

    private static WireResponse query(ErrorCode code, WireException error, String requestId) {
        Xml xml = new Xml().open("ErrorResponse").open("Error");
        xml.element("Type", code.status() < 500 ? "Sender" : "Receiver")
                .element("Code", code.wireName())
                .element("Message", error.text());
        error.members().forEach(xml::element);
        xml.close().element("RequestId", requestId).close();
        return WireResponse.xml(code.status(), xml.toString());
    }

    private static WireResponse s3(ErrorCode code, WireException error, String requestId) {
        Xml xml = new Xml().open("Error");
        xml.element("Code", code.wireName()).element("Message", error.text());
        error.members().forEach(xml::element);
        xml.element("RequestId", requestId).element("HostId", requestId).close();
        return WireResponse.of(code.status(), "application/xml", xml.toString().getBytes(StandardCharsets.UTF_8));
    }
}
