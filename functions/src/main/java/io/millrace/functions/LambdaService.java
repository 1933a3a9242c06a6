package io.millrace.functions;

import io.millrace.wire.RestJsonService;
import io.millrace.wire.WireService;

/** The table of Lambda's operations. */
final class LambdaService {

    private static final String FUNCTIONS = "/2015-03-31/functions";
    private static final String FUNCTION = FUNCTIONS + "/{FunctionName}";
    private static final String ALIAS = FUNCTION + "/aliases/{Name}";
    private static final String TAGS = "/2017-03-31/tags/{Resource}";
    private static final String CONCURRENCY = "/2017-10-31/functions/{FunctionName}/concurrency";
    private static final String PROVISIONED = "/2019-09-30/functions/{FunctionName}/provisioned-concurrency";
    private static final String EVENT_CONFIG = "/2019-09-25/functions/{FunctionName}/event-invoke-config";

    private LambdaService() {}

    static WireService table(LambdaCalls calls, CodeLinks links, InvokeOperation invoke, FunctionsConfig config) {
        RestJsonService.Builder table = RestJsonService.named("lambda");
        functions(table, new FunctionOperations(calls, links));
        table.operation(
                "Invoke",
                "An event runs at least once, at most three times (functions.event-retry apart); destinations and"
                        + " dead-letter queues are refused.",
                "POST",
                FUNCTION + "/invocations",
                invoke::run);
        versions(table, new VersionOperations(calls), new AliasOperations(calls));
        permissions(table, new PermissionOperations(calls), new TagOperations(calls));
        account(table, new AccountOperations(calls, config));
        refused(table);
        return table.build();
    }

    private static void functions(RestJsonService.Builder table, FunctionOperations functions) {
        table.operation(
                        "CreateFunction",
                        "ZipFile only. Python runtimes run on the machine's Python of that version, else on the nearest"
                                + " later one, and the function's log says so; any architecture is accepted.",
                        "POST",
                        FUNCTIONS,
                        functions::create)
                .operation("ListFunctions", "GET", FUNCTIONS, functions::list)
                .operation("GetFunction", "GET", FUNCTION, functions::get)
                .operation("DeleteFunction", "DELETE", FUNCTION, functions::delete)
                .operation("GetFunctionConfiguration", "GET", FUNCTION + "/configuration", functions::configuration)
                .operation("UpdateFunctionConfiguration", "PUT", FUNCTION + "/configuration", functions::configure)
                .operation("UpdateFunctionCode", "ZipFile only.", "PUT", FUNCTION + "/code", functions::replaceCode);
    }

    private static void versions(RestJsonService.Builder table, VersionOperations versions, AliasOperations aliases) {
        String noRouting = "An alias stands for one version; RoutingConfig is refused.";
        table.operation("PublishVersion", "POST", FUNCTION + "/versions", versions::publish)
                .operation("ListVersionsByFunction", "GET", FUNCTION + "/versions", versions::list)
                .operation("CreateAlias", noRouting, "POST", FUNCTION + "/aliases", aliases::create)
                .operation("ListAliases", "GET", FUNCTION + "/aliases", aliases::list)
                .operation("GetAlias", "GET", ALIAS, aliases::get)
                .operation("UpdateAlias", noRouting, "PUT", ALIAS, aliases::update)
                .operation("DeleteAlias", "DELETE", ALIAS, aliases::delete);
    }

    private static void permissions(
            RestJsonService.Builder table, PermissionOperations permissions, TagOperations tags) {
        table.operation(
                        "AddPermission",
                        "Decides for roles and accounts. Services here invoke functions with a role, so that a"
                                + " statement for a service is kept and shown, and nobody comes by it.",
                        "POST",
                        FUNCTION + "/policy",
                        permissions::add)
                .operation("GetPolicy", "GET", FUNCTION + "/policy", permissions::get)
                .operation("RemovePermission", "DELETE", FUNCTION + "/policy/{StatementId}", permissions::remove)
                .operation("ListTags", "GET", TAGS, tags::list)
                .operation("TagResource", "POST", TAGS, tags::tag)
                .operation("UntagResource", "DELETE", TAGS, tags::untag);
    }

    private static void account(RestJsonService.Builder table, AccountOperations account) {
        table.operation("GetAccountSettings", "GET", "/2016-08-19/account-settings", account::settings)
                .operation(
                        "GetFunctionCodeSigningConfig",
                        "There is none, ever.",
                        "GET",
                        "/2020-06-30/functions/{FunctionName}/code-signing-config",
                        account::codeSigning)
                .operation(
                        "GetFunctionConcurrency",
                        "None is reserved, ever.",
                        "GET",
                        "/2019-09-30/functions/{FunctionName}/concurrency",
                        account::concurrency)
                .operation(
                        "ListProvisionedConcurrencyConfigs",
                        "There are none, ever.",
                        "GET",
                        PROVISIONED,
                        account::provisionedConcurrency);
    }

    private static void refused(RestJsonService.Builder table) {
        String bound = "The setting functions.workers bounds every function.";
        String retries = "The setting functions.event-retry is for all functions.";
        table.refused("PutFunctionConcurrency", bound, "PUT", CONCURRENCY)
                .refused("DeleteFunctionConcurrency", bound, "DELETE", CONCURRENCY)
                .refused("PutProvisionedConcurrencyConfig", bound, "PUT", PROVISIONED)
                .refused("PutFunctionEventInvokeConfig", retries, "PUT", EVENT_CONFIG)
                .refused("UpdateFunctionEventInvokeConfig", retries, "POST", EVENT_CONFIG)
                .refused("GetFunctionEventInvokeConfig", retries, "GET", EVENT_CONFIG)
                .refused(
                        "CreateFunctionUrlConfig",
                        "Invoke the function, or put an API before a stream.",
                        "POST",
                        "/2021-10-31/functions/{FunctionName}/url")
                .refused(
                        "PublishLayerVersion",
                        "Put what a layer holds into the ZIP file.",
                        "POST",
                        "/2018-10-31/layers/{LayerName}/versions")
                .refused(
                        "CreateEventSourceMapping",
                        "Functions are invoked by delivery streams and by Invoke.",
                        "POST",
                        "/2015-03-31/event-source-mappings");
    }
}
