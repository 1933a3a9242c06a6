package io.millrace.gateway.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.gateway.call.Integration;
import io.millrace.gateway.call.StageResponse;
import io.millrace.gateway.mapping.Mapping;
import io.millrace.gateway.mapping.Mapping.Payload;
import io.millrace.gateway.mapping.Parameters;
import io.millrace.gateway.template.MappingTemplate;
import io.millrace.gateway.template.TemplateFailure;
import io.millrace.wire.AccessDenied;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one request: check, map, call, choose the response, map back. Its steps run one after the other, on whatever
 * thread completes the one before.
 */
final class Execution {

    private static final Logger logger = LoggerFactory.getLogger(Execution.class);
    private static final String JSON = "application/json";

    private final Engine engine;
    private final Exchange exchange;
    private final ExecutionLog log;

    Execution(Engine engine, Exchange exchange) {
        this.engine = engine;
        this.exchange = exchange;
        this.log = exchange.log();
    }

    CompletionStage<StageResponse> run() {
        String body = new String(exchange.body(), UTF_8);
        logRequest(body);
        List<String> missing = missingParameters();
        if (!missing.isEmpty()) {
            return done(fail(Failure.BAD_REQUEST, "Missing required request parameters: " + missing));
        }
        MethodPlan plan = exchange.plan();
        MappingTemplate template = plan.templates().get(mediaType());
        if (template == null) {
            boolean passes = plan.passthrough().passes(!plan.templates().isEmpty());
            return passes ? guarded(call(exchange.body())) : done(fail(Failure.UNSUPPORTED_MEDIA_TYPE));
        }
        CompletableFuture<String> rendered = engine.pool().render(template, payload(body));
        return guarded(rendered.thenCompose(text -> call((text.isEmpty() ? "{}" : text).getBytes(UTF_8))));
    }

    private CompletionStage<StageResponse> call(byte[] body) {
        IntegrationTarget target = exchange.plan().target();
        return target == null ? mock(new String(body, UTF_8)) : call(target, body);
    }

    /** MOCK: the mapped request says which status to answer with. */
    private CompletionStage<StageResponse> mock(String body) {
        OptionalInt status = Mapping.statusCode(body);
        if (status.isEmpty()) {
            return done(misconfigured("statusCode should be an integer which defined in request template"));
        }
        return respond(new Integration.Answer(status.getAsInt(), Map.of(), new byte[0]));
    }

    private CompletionStage<StageResponse> call(IntegrationTarget target, byte[] body) {
        Integration integration = engine.integrations().get(target.service());
        if (integration == null) {
            return done(misconfigured("AWS service of type " + target.service() + " not supported"));
        }
        String uri = log.speaks() ? logCall(target, body) : "";
        long started = System.nanoTime();
        Integration.Call call = new Integration.Call(
                target.region(),
                exchange.stage().source(exchange.context().httpMethod(), requestPath()),
                exchange.plan().credentials(),
                target.service(),
                target.action(),
                body,
                exchange.context().requestId());
        CompletableFuture<Integration.Answer> answer = new CompletableFuture<>();
        var _ = integration.call(call).whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        engine.deadlines().watch(answer, exchange.plan().timeout());
        return answer.thenCompose(value -> {
            logAnswer(uri, value, started);
            return respond(value);
        });
    }

    /** The path below the stage, as in the ARN. */
    private String requestPath() {
        String path = exchange.context().path();
        String prefix = "/" + exchange.stage().stage();
        return path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    }

    private CompletionStage<StageResponse> respond(Integration.Answer answer) {
        ResponsePlan response = exchange.plan().response(String.valueOf(answer.status()));
        if (response == null) {
            return done(misconfigured("No match for output mapping and no default output mapping configured."
                    + " Endpoint Response Status Code: " + answer.status()));
        }
        if (response.templates().isEmpty()) {
            return done(finish(response, answer, JSON, answer.body()));
        }
        String type = responseType(response);
        MappingTemplate template = response.templates().get(type);
        if (template == null) {
            return done(finish(response, answer, JSON, answer.body()));
        }
        return engine.pool()
                .render(template, payload(new String(answer.body(), UTF_8)))
                .thenApply(text -> finish(response, answer, type, text.getBytes(UTF_8)));
    }

    private String responseType(ResponsePlan response) {
        String accept = exchange.parameters().header("Accept");
        if (accept != null) {
            for (String wanted : accept.split(",", -1)) {
                String type = withoutParameters(wanted);
                if (response.templates().containsKey(type)) {
                    return type;
                }
            }
        }
        return response.templates().containsKey(JSON)
                ? JSON
                : response.templates().keySet().iterator().next();
    }

    private StageResponse finish(ResponsePlan response, Integration.Answer answer, String type, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        response.headers().forEach((name, source) -> {
            String value = value(source, answer);
            if (value != null) {
                headers.put(name, value);
            }
        });
        exchange.context().override().headers().forEach((name, value) -> headers.put(name, String.valueOf(value)));
        int overridden = exchange.context().override().status();
        int status = overridden == 0 ? response.status() : overridden;
        if (log.speaks()) {
            log.line("Method response body after transformations", new String(body, UTF_8));
            log.line("Method response headers", headers);
            log.line("Successfully completed execution");
            log.line("Method completed with status", status);
        }
        return new StageResponse(status, headers, body);
    }

    private @Nullable String value(ResponsePlan.HeaderSource source, Integration.Answer answer) {
        return switch (source) {
            case ResponsePlan.HeaderSource.Fixed fixed -> fixed.value();
            case ResponsePlan.HeaderSource.FromContext ignored ->
                exchange.context().requestId();
            case ResponsePlan.HeaderSource.FromIntegration from ->
                answer.headers().entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(from.header()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
        };
    }

    private CompletionStage<StageResponse> guarded(CompletionStage<StageResponse> response) {
        return response.exceptionally(this::failed);
    }

    private StageResponse failed(Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (failure) {
            case TemplateFailure bad
            when bad.kind() == TemplateFailure.Kind.PAYLOAD -> fail(Failure.BAD_REQUEST, bad.text());
            case TemplateFailure bad -> misconfigured("Unable to transform request: " + bad.text());
            case RenderPool.Overloaded full -> fail(Failure.TOO_MANY_REQUESTS);
            case AccessDenied denied ->
                misconfigured("API Gateway does not have permission to assume the provided role: " + denied.text());
            case TimeoutException late -> {
                log.line("Execution failed due to a timeout error");
                yield fail(Failure.INTEGRATION_TIMEOUT);
            }
            default -> {
                logger.error(
                        "Request {} failed in its integration",
                        exchange.context().requestId(),
                        failure);
                log.line("Execution failed due to an internal error: " + failure.getMessage());
                yield fail(Failure.INTEGRATION_FAILURE);
            }
        };
    }

    private StageResponse misconfigured(String why) {
        log.line("Execution failed due to configuration error: " + why);
        return fail(Failure.INTERNAL);
    }

    private StageResponse fail(Failure failure) {
        log.line("Method completed with status", failure.status());
        return failure.response(exchange.context().requestId());
    }

    private StageResponse fail(Failure failure, String message) {
        log.line("Execution failed: " + message);
        log.line("Method completed with status", failure.status());
        return failure.response(exchange.context().requestId(), message);
    }

    private static CompletionStage<StageResponse> done(StageResponse response) {
        return CompletableFuture.completedFuture(response);
    }

    private Payload payload(String body) {
        return new Payload(body, exchange.parameters(), exchange.context(), exchange.variables());
    }

    private String mediaType() {
        String header = exchange.parameters().header("Content-Type");
        return header == null || header.isBlank() ? JSON : withoutParameters(header);
    }

    private static String withoutParameters(String type) {
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private List<String> missingParameters() {
        if (exchange.plan().required().isEmpty()) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        for (String parameter : exchange.plan().required()) {
            String[] parts = parameter.split("\\.", 4);
            boolean there = switch (parts[2]) {
                case "header" -> exchange.parameters().header(parts[3]) != null;
                case "querystring" -> exchange.parameters().query().containsKey(parts[3]);
                default -> exchange.parameters().path().containsKey(parts[3]);
            };
            if (!there) {
                missing.add(parts[3]);
            }
        }
        return missing;
    }

    private void logRequest(String body) {
        if (log.speaks()) {
            log.line("Starting execution for request", exchange.context().requestId());
            log.line("HTTP Method: " + exchange.context().httpMethod() + ", Resource Path: " + requestPath());
            log.line("Method request path", exchange.parameters().path());
            log.line(
                    "Method request query string",
                    Parameters.shown(exchange.parameters().query()));
            log.line(
                    "Method request headers",
                    Parameters.shown(exchange.parameters().headers()));
            log.line("Method request body before transformations", body);
        }
    }

    private String logCall(IntegrationTarget target, byte[] body) {
        String uri =
                "https://" + target.service() + "." + target.region() + ".amazonaws.com/?Action=" + target.action();
        log.line("Endpoint request URI", uri);
        log.line(
                "Endpoint request headers",
                "{x-amzn-apigateway-api-id=" + exchange.stage().apiId()
                        + ", Accept=application/json, User-Agent=AmazonAPIGateway_"
                        + exchange.stage().apiId() + "}");
        log.line("Endpoint request body after transformations", new String(body, UTF_8));
        log.line("Sending request to " + uri);
        return uri;
    }

    private void logAnswer(String uri, Integration.Answer answer, long started) {
        if (!uri.isEmpty()) {
            long millis = (System.nanoTime() - started) / 1_000_000;
            log.line("Received response. Status: " + answer.status() + ", Integration latency: " + millis + " ms");
            log.line("Endpoint response headers", answer.headers());
            log.line("Endpoint response body before transformations", new String(answer.body(), UTF_8));
        }
    }
}
