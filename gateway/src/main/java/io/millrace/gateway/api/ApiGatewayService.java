package io.millrace.gateway.api;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.gateway.run.Engine;
import io.millrace.wire.RestJsonService;
import io.millrace.wire.RestJsonService.Operation;
import io.millrace.wire.WireService;

/** The table of API Gateway's operations. Immutable. */
final class ApiGatewayService {

    private final Access access;
    private final RestApis restApis;
    private final Resources resources;
    private final Methods methods;
    private final Integrations integrations;
    private final TestInvocations tests;
    private final Deployments deployments;
    private final Stages stages;

    ApiGatewayService(ControlState state, LiveStages live, Engine engine, Access access) {
        this.access = access;
        this.restApis = new RestApis(state, live);
        this.resources = new Resources(state);
        this.methods = new Methods(state);
        this.integrations = new Integrations(state, engine, access);
        this.tests = new TestInvocations(state, engine);
        this.deployments = new Deployments(state, live);
        this.stages = new Stages(state, live);
    }

    WireService service() {
        RestJsonService.Builder service = RestJsonService.named("apigateway");
        apis(service);
        methods(service);
        integrations(service);
        serving(service);
        RefusedOperations.addTo(service);
        return service.build();
    }

    /** Authorised as at AWS: the verb is the action, the path the resource. */
    private Operation guarded(Operation operation) {
        return call -> {
            access.authorize(
                    call.request().caller(),
                    "apigateway:" + call.request().method(),
                    Arn.of(
                            "apigateway",
                            call.request().region(),
                            "",
                            call.request().path()));
            return operation.run(call);
        };
    }

    private void apis(RestJsonService.Builder service) {
        service.operation(
                        "CreateRestApi",
                        "Endpoint types REGIONAL and EDGE, served alike; no import, policy, key source or binary media"
                                + " types.",
                        "POST",
                        "/restapis",
                        guarded(restApis::create))
                .operation("GetRestApi", "", "GET", "/restapis/{restapi_id}", guarded(restApis::get))
                .operation("GetRestApis", "", "GET", "/restapis", guarded(restApis::list))
                .operation(
                        "UpdateRestApi",
                        "name and description.",
                        "PATCH",
                        "/restapis/{restapi_id}",
                        guarded(restApis::update))
                .operation("DeleteRestApi", "", "DELETE", "/restapis/{restapi_id}", guarded(restApis::delete))
                .operation("GetTags", "Of REST APIs.", "GET", "/tags/{resource_arn}", guarded(restApis::tags))
                .operation("TagResource", "Of REST APIs.", "PUT", "/tags/{resource_arn}", guarded(restApis::tag))
                .operation("UntagResource", "Of REST APIs.", "DELETE", "/tags/{resource_arn}", guarded(restApis::untag))
                .operation(
                        "CreateResource",
                        "",
                        "POST",
                        "/restapis/{restapi_id}/resources/{parent_id}",
                        guarded(resources::create))
                .operation(
                        "GetResource",
                        "",
                        "GET",
                        "/restapis/{restapi_id}/resources/{resource_id}",
                        guarded(resources::get))
                .operation("GetResources", "", "GET", "/restapis/{restapi_id}/resources", guarded(resources::list))
                .operation(
                        "DeleteResource",
                        "",
                        "DELETE",
                        "/restapis/{restapi_id}/resources/{resource_id}",
                        guarded(resources::delete));
    }

    private void methods(RestJsonService.Builder service) {
        service.operation(
                        "PutMethod",
                        "authorizationType NONE, no API keys, no validators.",
                        "PUT",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
                        guarded(methods::put))
                .operation(
                        "GetMethod",
                        "",
                        "GET",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
                        guarded(methods::get))
                .operation(
                        "UpdateMethod",
                        "",
                        "PATCH",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
                        guarded(methods::update))
                .operation(
                        "DeleteMethod",
                        "",
                        "DELETE",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
                        guarded(methods::delete))
                .operation(
                        "PutMethodResponse",
                        "",
                        "PUT",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
                        guarded(methods::putResponse))
                .operation(
                        "GetMethodResponse",
                        "",
                        "GET",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
                        guarded(methods::getResponse))
                .operation(
                        "UpdateMethodResponse",
                        "",
                        "PATCH",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
                        guarded(methods::updateResponse))
                .operation(
                        "DeleteMethodResponse",
                        "",
                        "DELETE",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
                        guarded(methods::deleteResponse));
    }

    private void integrations(RestJsonService.Builder service) {
        service.operation(
                        "PutIntegration",
                        "Types AWS (firehose) and MOCK; fixed request headers only; templates are compiled at once.",
                        "PUT",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
                        guarded(integrations::put))
                .operation(
                        "GetIntegration",
                        "",
                        "GET",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
                        guarded(integrations::get))
                .operation(
                        "UpdateIntegration",
                        "",
                        "PATCH",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
                        guarded(integrations::update))
                .operation(
                        "DeleteIntegration",
                        "",
                        "DELETE",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
                        guarded(integrations::delete))
                .operation(
                        "PutIntegrationResponse",
                        "Response parameters: fixed values, integration.response.header.* and context.requestId.",
                        "PUT",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
                        guarded(integrations::putResponse))
                .operation(
                        "GetIntegrationResponse",
                        "",
                        "GET",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
                        guarded(integrations::getResponse))
                .operation(
                        "UpdateIntegrationResponse",
                        "",
                        "PATCH",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
                        guarded(integrations::updateResponse))
                .operation(
                        "DeleteIntegrationResponse",
                        "",
                        "DELETE",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
                        guarded(integrations::deleteResponse));
    }

    private void serving(RestJsonService.Builder service) {
        service.operation(
                        "TestInvokeMethod",
                        "",
                        "POST",
                        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
                        guarded(tests::invoke))
                .operation(
                        "CreateDeployment",
                        "",
                        "POST",
                        "/restapis/{restapi_id}/deployments",
                        guarded(deployments::create))
                .operation(
                        "GetDeployment",
                        "",
                        "GET",
                        "/restapis/{restapi_id}/deployments/{deployment_id}",
                        guarded(deployments::get))
                .operation(
                        "GetDeployments", "", "GET", "/restapis/{restapi_id}/deployments", guarded(deployments::list))
                .operation(
                        "UpdateDeployment",
                        "description.",
                        "PATCH",
                        "/restapis/{restapi_id}/deployments/{deployment_id}",
                        guarded(deployments::update))
                .operation(
                        "DeleteDeployment",
                        "",
                        "DELETE",
                        "/restapis/{restapi_id}/deployments/{deployment_id}",
                        guarded(deployments::delete))
                .operation("CreateStage", "", "POST", "/restapis/{restapi_id}/stages", guarded(stages::create))
                .operation("GetStage", "", "GET", "/restapis/{restapi_id}/stages/{stage_name}", guarded(stages::get))
                .operation("GetStages", "", "GET", "/restapis/{restapi_id}/stages", guarded(stages::list))
                .operation(
                        "UpdateStage",
                        "deploymentId, description and variables.",
                        "PATCH",
                        "/restapis/{restapi_id}/stages/{stage_name}",
                        guarded(stages::update))
                .operation(
                        "DeleteStage",
                        "",
                        "DELETE",
                        "/restapis/{restapi_id}/stages/{stage_name}",
                        guarded(stages::delete));
    }
}
