package io.millrace.gateway.run;

import io.millrace.base.Clock;
import io.millrace.gateway.call.Integration;
import io.millrace.gateway.call.StageRequest;
import io.millrace.gateway.call.StageResponse;
import io.millrace.gateway.mapping.Mapping;
import io.millrace.gateway.mapping.Parameters;
import io.millrace.gateway.mapping.RequestContext;
import io.millrace.gateway.mapping.ResponseOverride;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** Runs requests through plans. Shared between threads; never blocks. */
public final class Engine {

    private static final int MAX_BODY = 10 * 1024 * 1024;
    private static final String TEST_STAGE = "test-invoke-stage";

    private final Map<String, Integration> integrations;
    private final RenderPool pool;
    private final Deadlines deadlines;
    private final Mapping mapping;
    private final Clock clock;

    public Engine(
            Map<String, Integration> integrations, RenderPool pool, Deadlines deadlines, Mapping mapping, Clock clock) {
        this.integrations = Map.copyOf(integrations);
        this.pool = pool;
        this.deadlines = deadlines;
        this.mapping = mapping;
        this.clock = clock;
    }

    RenderPool pool() {
        return pool;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Map<String, Integration> integrations() {
        return integrations;
    }

    public boolean knows(String service) {
        return integrations.containsKey(service);
    }

    /** True for a value that responseParameters can have. */
    public static boolean understandsHeader(String expression) {
        return ResponsePlan.source(expression) != null;
    }

    public Mapping mapping() {
        return mapping;
    }

    /** What a stranger gets, and who asks for what is not there. */
    public static StageResponse unknown() {
        return Failure.MISSING_AUTHENTICATION_TOKEN.response(requestId());
    }

    /** What a host name without an API gives. */
    public static StageResponse forbidden() {
        return Failure.FORBIDDEN.response(requestId());
    }

    /** A request to a stage. */
    public CompletionStage<StageResponse> request(DeployedStage stage, StageRequest request) {
        Routes.Match<MethodPlan> match = stage.find(request.method(), request.path());
        if (match == null) {
            return CompletableFuture.completedFuture(unknown());
        }
        if (request.body().length > MAX_BODY) {
            return CompletableFuture.completedFuture(Failure.REQUEST_TOO_LARGE.response(requestId()));
        }
        Exchange exchange = new Exchange(
                match.value(),
                stage.id(),
                stage.variables(),
                new Parameters(match.parameters(), request.query(), request.headers()),
                context(stage.id(), match.value(), request),
                request.body(),
                ExecutionLog.SILENT);
        String requestId = exchange.context().requestId();
        return new Execution(this, exchange).run().thenApply(response -> withIds(response, requestId));
    }

    /** What TestInvokeMethod answers. */
    public record TestResult(StageResponse response, String log, long latencyMillis) {}

    /**
     * Runs a method that need not be deployed.
     *
     * @param request its stage is not looked at
     * @throws IntegrationTarget.Unusable where the method cannot be run
     */
    public CompletableFuture<TestResult> test(
            DeployedStage.StageId api, String resourceId, String resourcePath, ObjectNode method, TestRequest request)
            throws IntegrationTarget.Unusable {
        MethodPlan plan = new MethodPlans(mapping).compile(resourceId, resourcePath, method);
        if (plan == null) {
            throw new IntegrationTarget.Unusable("No integration defined for method");
        }
        Routes<MethodPlan> one = new Routes<>();
        one.add(resourcePath, plan);
        Routes.Match<MethodPlan> match = one.find(request.request().path());
        Map<String, String> pathParameters = match == null ? Map.of() : match.parameters();
        DeployedStage.StageId stage = new DeployedStage.StageId(api.account(), api.region(), api.apiId(), TEST_STAGE);
        RequestContext context = context(stage, plan, request.request());
        ExecutionLog log = ExecutionLog.of(clock, context.requestId());
        Exchange exchange = new Exchange(
                plan,
                stage,
                request.variables(),
                new Parameters(
                        pathParameters,
                        request.request().query(),
                        request.request().headers()),
                context,
                request.request().body(),
                log);
        long started = System.nanoTime();
        return new Execution(this, exchange)
                .run()
                .thenApply(response -> new TestResult(response, log.text(), (System.nanoTime() - started) / 1_000_000))
                .toCompletableFuture();
    }

    /** A test call with its own stage variables. */
    public record TestRequest(StageRequest request, Map<String, String> variables) {}

    private RequestContext context(DeployedStage.StageId stage, MethodPlan plan, StageRequest request) {
        List<String> agents = request.headers().getOrDefault("user-agent", List.of());
        return new RequestContext(
                stage.account(),
                stage.apiId(),
                stage.stage(),
                request.method(),
                plan.resourceId(),
                plan.resourcePath(),
                "/" + stage.stage() + request.path(),
                requestId(),
                request.sourceIp(),
                agents.isEmpty() ? "" : agents.getFirst(),
                clock.instant(),
                new ResponseOverride());
    }

    private static StageResponse withIds(StageResponse response, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put("x-amzn-RequestId", requestId);
        headers.put("x-amz-apigw-id", gatewayId());
        return new StageResponse(response.status(), headers, response.body());
    }

    /** Not a secret and never replayed, so the thread's own generator serves. */
    private static String requestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static String gatewayId() {
        byte[] bytes = new byte[11];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
