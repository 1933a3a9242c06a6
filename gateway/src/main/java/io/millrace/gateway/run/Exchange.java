package io.millrace.gateway.run;

import io.millrace.gateway.mapping.Parameters;
import io.millrace.gateway.mapping.RequestContext;
import java.util.Map;

/**
 * One request on its way: what came in, and by which plan it is answered.
 *
 * @param stage for the ARN in whose name the integration is called
 * @param body as it came
 */
@SuppressWarnings("ArrayRecordComponent") // See Integration.Call.
record Exchange(
        MethodPlan plan,
        DeployedStage.StageId stage,
        Map<String, String> variables,
        Parameters parameters,
        RequestContext context,
        byte[] body,
        ExecutionLog log) {}
