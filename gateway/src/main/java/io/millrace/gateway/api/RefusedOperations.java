package io.millrace.gateway.api;

import io.millrace.wire.RestJsonService;

/** Operations of API Gateway that are refused by name. */
final class RefusedOperations {

    private static final String[][] ALL = {
        {"CreateApiKey", "POST", "/apikeys", "API keys"},
        {"CreateAuthorizer", "POST", "/restapis/{restapi_id}/authorizers", "authorizers"},
        {"CreateBasePathMapping", "POST", "/domainnames/{domain_name}/basepathmappings", "custom domains"},
        {"CreateDocumentationPart", "POST", "/restapis/{restapi_id}/documentation/parts", "documentation parts"},
        {"CreateDocumentationVersion", "POST", "/restapis/{restapi_id}/documentation/versions", "documentation parts"},
        {"CreateDomainName", "POST", "/domainnames", "custom domains"},
        {"CreateDomainNameAccessAssociation", "POST", "/domainnameaccessassociations", "custom domains"},
        {"CreateModel", "POST", "/restapis/{restapi_id}/models", "models"},
        {"CreateRequestValidator", "POST", "/restapis/{restapi_id}/requestvalidators", "request validation"},
        {"CreateUsagePlan", "POST", "/usageplans", "usage plans"},
        {"CreateUsagePlanKey", "POST", "/usageplans/{usageplanId}/keys", "usage plans"},
        {"CreateVpcLink", "POST", "/vpclinks", "VPC links"},
        {"DeleteApiKey", "DELETE", "/apikeys/{api_Key}", "API keys"},
        {"DeleteAuthorizer", "DELETE", "/restapis/{restapi_id}/authorizers/{authorizer_id}", "authorizers"},
        {"DeleteBasePathMapping", "DELETE", "/domainnames/{domain_name}/basepathmappings/{base_path}", "custom domains"
        },
        {"DeleteClientCertificate", "DELETE", "/clientcertificates/{clientcertificate_id}", "client certificates"},
        {
            "DeleteDocumentationPart",
            "DELETE",
            "/restapis/{restapi_id}/documentation/parts/{part_id}",
            "documentation parts"
        },
        {
            "DeleteDocumentationVersion",
            "DELETE",
            "/restapis/{restapi_id}/documentation/versions/{doc_version}",
            "documentation parts"
        },
        {"DeleteDomainName", "DELETE", "/domainnames/{domain_name}", "custom domains"},
        {
            "DeleteDomainNameAccessAssociation",
            "DELETE",
            "/domainnameaccessassociations/{domain_name_access_association_arn}",
            "custom domains"
        },
        {
            "DeleteGatewayResponse",
            "DELETE",
            "/restapis/{restapi_id}/gatewayresponses/{response_type}",
            "custom gateway responses"
        },
        {"DeleteModel", "DELETE", "/restapis/{restapi_id}/models/{model_name}", "models"},
        {
            "DeleteRequestValidator",
            "DELETE",
            "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}",
            "request validation"
        },
        {"DeleteUsagePlan", "DELETE", "/usageplans/{usageplanId}", "usage plans"},
        {"DeleteUsagePlanKey", "DELETE", "/usageplans/{usageplanId}/keys/{keyId}", "usage plans"},
        {"DeleteVpcLink", "DELETE", "/vpclinks/{vpclink_id}", "VPC links"},
        {
            "FlushStageAuthorizersCache",
            "DELETE",
            "/restapis/{restapi_id}/stages/{stage_name}/cache/authorizers",
            "authorizers"
        },
        {"FlushStageCache", "DELETE", "/restapis/{restapi_id}/stages/{stage_name}/cache/data", "caching"},
        {"GenerateClientCertificate", "POST", "/clientcertificates", "client certificates"},
        {"GetAccount", "GET", "/account", "the account settings"},
        {"GetApiKey", "GET", "/apikeys/{api_Key}", "API keys"},
        {"GetApiKeys", "GET", "/apikeys", "API keys"},
        {"GetAuthorizer", "GET", "/restapis/{restapi_id}/authorizers/{authorizer_id}", "authorizers"},
        {"GetAuthorizers", "GET", "/restapis/{restapi_id}/authorizers", "authorizers"},
        {"GetBasePathMapping", "GET", "/domainnames/{domain_name}/basepathmappings/{base_path}", "custom domains"},
        {"GetBasePathMappings", "GET", "/domainnames/{domain_name}/basepathmappings", "custom domains"},
        {"GetClientCertificate", "GET", "/clientcertificates/{clientcertificate_id}", "client certificates"},
        {"GetClientCertificates", "GET", "/clientcertificates", "client certificates"},
        {"GetDocumentationPart", "GET", "/restapis/{restapi_id}/documentation/parts/{part_id}", "documentation parts"},
        {"GetDocumentationParts", "GET", "/restapis/{restapi_id}/documentation/parts", "documentation parts"},
        {
            "GetDocumentationVersion",
            "GET",
            "/restapis/{restapi_id}/documentation/versions/{doc_version}",
            "documentation parts"
        },
        {"GetDocumentationVersions", "GET", "/restapis/{restapi_id}/documentation/versions", "documentation parts"},
        {"GetDomainName", "GET", "/domainnames/{domain_name}", "custom domains"},
        {"GetDomainNameAccessAssociations", "GET", "/domainnameaccessassociations", "custom domains"},
        {"GetDomainNames", "GET", "/domainnames", "custom domains"},
        {"GetExport", "GET", "/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}", "export"},
        {
            "GetGatewayResponse",
            "GET",
            "/restapis/{restapi_id}/gatewayresponses/{response_type}",
            "custom gateway responses"
        },
        {"GetGatewayResponses", "GET", "/restapis/{restapi_id}/gatewayresponses", "custom gateway responses"},
        {"GetModel", "GET", "/restapis/{restapi_id}/models/{model_name}", "models"},
        {"GetModelTemplate", "GET", "/restapis/{restapi_id}/models/{model_name}/default_template", "models"},
        {"GetModels", "GET", "/restapis/{restapi_id}/models", "models"},
        {
            "GetRequestValidator",
            "GET",
            "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}",
            "request validation"
        },
        {"GetRequestValidators", "GET", "/restapis/{restapi_id}/requestvalidators", "request validation"},
        {"GetSdk", "GET", "/restapis/{restapi_id}/stages/{stage_name}/sdks/{sdk_type}", "SDK generation"},
        {"GetSdkType", "GET", "/sdktypes/{sdktype_id}", "SDK generation"},
        {"GetSdkTypes", "GET", "/sdktypes", "SDK generation"},
        {"GetUsage", "GET", "/usageplans/{usageplanId}/usage", "usage plans"},
        {"GetUsagePlan", "GET", "/usageplans/{usageplanId}", "usage plans"},
        {"GetUsagePlanKey", "GET", "/usageplans/{usageplanId}/keys/{keyId}", "usage plans"},
        {"GetUsagePlanKeys", "GET", "/usageplans/{usageplanId}/keys", "usage plans"},
        {"GetUsagePlans", "GET", "/usageplans", "usage plans"},
        {"GetVpcLink", "GET", "/vpclinks/{vpclink_id}", "VPC links"},
        {"GetVpcLinks", "GET", "/vpclinks", "VPC links"},
        {"ImportDocumentationParts", "PUT", "/restapis/{restapi_id}/documentation/parts", "documentation parts"},
        {
            "PutGatewayResponse",
            "PUT",
            "/restapis/{restapi_id}/gatewayresponses/{response_type}",
            "custom gateway responses"
        },
        {"PutRestApi", "PUT", "/restapis/{restapi_id}", "import"},
        {"RejectDomainNameAccessAssociation", "POST", "/rejectdomainnameaccessassociations", "custom domains"},
        {"TestInvokeAuthorizer", "POST", "/restapis/{restapi_id}/authorizers/{authorizer_id}", "authorizers"},
        {"UpdateAccount", "PATCH", "/account", "the account settings"},
        {"UpdateApiKey", "PATCH", "/apikeys/{api_Key}", "API keys"},
        {"UpdateAuthorizer", "PATCH", "/restapis/{restapi_id}/authorizers/{authorizer_id}", "authorizers"},
        {"UpdateBasePathMapping", "PATCH", "/domainnames/{domain_name}/basepathmappings/{base_path}", "custom domains"},
        {"UpdateClientCertificate", "PATCH", "/clientcertificates/{clientcertificate_id}", "client certificates"},
        {
            "UpdateDocumentationPart",
            "PATCH",
            "/restapis/{restapi_id}/documentation/parts/{part_id}",
            "documentation parts"
        },
        {
            "UpdateDocumentationVersion",
            "PATCH",
            "/restapis/{restapi_id}/documentation/versions/{doc_version}",
            "documentation parts"
        },
        {"UpdateDomainName", "PATCH", "/domainnames/{domain_name}", "custom domains"},
        {
            "UpdateGatewayResponse",
            "PATCH",
            "/restapis/{restapi_id}/gatewayresponses/{response_type}",
            "custom gateway responses"
        },
        {"UpdateModel", "PATCH", "/restapis/{restapi_id}/models/{model_name}", "models"},
        {
            "UpdateRequestValidator",
            "PATCH",
            "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}",
            "request validation"
        },
        {
            "UpdateResource",
            "PATCH",
            "/restapis/{restapi_id}/resources/{resource_id}",
            "updates in place: delete and put it again"
        },
        {"UpdateUsage", "PATCH", "/usageplans/{usageplanId}/keys/{keyId}/usage", "usage plans"},
        {"UpdateUsagePlan", "PATCH", "/usageplans/{usageplanId}", "usage plans"},
        {"UpdateVpcLink", "PATCH", "/vpclinks/{vpclink_id}", "VPC links"},
    };

    private RefusedOperations() {}

    static void addTo(RestJsonService.Builder service) {
        for (String[] one : ALL) {
            service.refused(one[0], "it belongs to " + one[3] + ".", one[1], one[2]);
        }
    }
}
