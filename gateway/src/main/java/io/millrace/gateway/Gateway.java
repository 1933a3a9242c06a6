package io.millrace.gateway;

import io.millrace.access.Access;
import io.millrace.base.Clock;
import io.millrace.base.control.ControlDatabase;
import io.millrace.gateway.api.ControlPlane;
import io.millrace.gateway.api.LiveStages;
import io.millrace.gateway.call.Integration;
import io.millrace.gateway.call.StageRequest;
import io.millrace.gateway.call.StageResponse;
import io.millrace.gateway.mapping.Mapping;
import io.millrace.gateway.run.Deadlines;
import io.millrace.gateway.run.DeployedStage;
import io.millrace.gateway.run.Engine;
import io.millrace.gateway.run.RenderPool;
import io.millrace.wire.WireService;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** The front door: the control plane on the wire, and the requests of deployed APIs. Shared between threads. */
public final class Gateway implements AutoCloseable {

    private final RenderPool pool;
    private final Deadlines deadlines;
    private final Engine engine;
    private final ControlPlane control;

    /**
     * Loads what is deployed.
     *
     * @param byService what an integration's URI can name, e.g. {@code firehose}
     */
    public Gateway(
            ControlDatabase database,
            Map<String, Integration> byService,
            Access access,
            Clock clock,
            RandomGenerator random,
            String account,
            GatewayConfig config) {
        this.pool = new RenderPool(config.templateThreads(), config.templateQueue(), config.templateDeadline());
        this.deadlines = new Deadlines();
        this.engine = new Engine(byService, pool, deadlines, new Mapping(), clock);
        this.control = new ControlPlane(database, access, engine, clock, random, account);
    }

    /** The control plane. */
    public WireService apigateway() {
        return control.service();
    }

    /**
     * Answers a deployed API's request; never blocks. Small bodies through templates without loops and regular
     * expressions are mapped on the caller's thread, the rest on a bounded pool.
     */
    public CompletionStage<StageResponse> request(StageRequest request) {
        LiveStages live = control.live();
        DeployedStage stage = live.find(request.apiId(), request.stage());
        if (stage == null) {
            return CompletableFuture.completedFuture(Engine.forbidden());
        }
        return engine.request(stage, request);
    }

    /** Requests under way are not waited for. */
    @Override
    public void close() {
        deadlines.close();
        pool.close();
    }
}
