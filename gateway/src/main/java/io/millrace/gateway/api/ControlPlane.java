package io.millrace.gateway.api;

import io.millrace.access.Access;
import io.millrace.base.Clock;
import io.millrace.base.control.ControlDatabase;
import io.millrace.gateway.run.Engine;
import io.millrace.wire.WireService;
import java.util.random.RandomGenerator;

/** The control plane: the wire service, and what it lets the stages serve. Shared between threads. */
public final class ControlPlane {

    private final LiveStages live;
    private final WireService service;

    /** Loads what is deployed. */
    public ControlPlane(
            ControlDatabase database,
            Access access,
            Engine engine,
            Clock clock,
            RandomGenerator random,
            String account) {
        ControlState state = new ControlState(database, clock, random, account);
        this.live = new LiveStages(state, engine.mapping());
        this.service = new ApiGatewayService(state, live, engine, access).service();
        live.loadAll();
    }

    public LiveStages live() {
        return live;
    }

    public WireService service() {
        return service;
    }
}
