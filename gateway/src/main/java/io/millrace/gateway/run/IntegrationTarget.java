package io.millrace.gateway.run;

import io.millrace.base.Arn;
import java.util.Map;
import java.util.Optional;

/**
 * What an integration's URI names: {@code arn:aws:apigateway:{region}:{service}:action/{Action}}, or {@code ...:path/...}
 * with the action in the X-Amz-Target header.
 */
public record IntegrationTarget(String region, String service, String action) {

    /** Why a URI names nothing, in AWS's words. */
    public static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null, false, false);
        }

        public String text() {
            return String.valueOf(getMessage());
        }
    }

    /** @param requestParameters the integration's, of which only fixed headers are understood */
    public static IntegrationTarget of(String uri, Map<String, String> requestParameters) throws Unusable {
        Optional<Arn> parsed = Arn.parse(uri);
        if (parsed.isEmpty() || !parsed.get().service().equals("apigateway")) {
            throw new Unusable("Invalid ARN specified in the request");
        }
        Arn arn = parsed.get();
        // API Gateway puts the service where other ARNs have the account; a subdomain may stand before it.
        String service = arn.account().substring(arn.account().lastIndexOf('.') + 1);
        String resource = arn.resource();
        if (resource.startsWith("action/")) {
            return new IntegrationTarget(arn.region(), service, resource.substring("action/".length()));
        }
        if (!resource.startsWith("path/")) {
            throw new Unusable("AWS ARN for integration must contain path or action");
        }
        return new IntegrationTarget(arn.region(), service, actionFromTarget(requestParameters));
    }

    private static String actionFromTarget(Map<String, String> requestParameters) throws Unusable {
        for (Map.Entry<String, String> parameter : requestParameters.entrySet()) {
            String value = parameter.getValue();
            if (parameter.getKey().equalsIgnoreCase("integration.request.header.X-Amz-Target") && isFixed(value)) {
                return value.substring(value.lastIndexOf('.') + 1, value.length() - 1);
            }
        }
        throw new Unusable("An integration with path/ needs the request parameter"
                + " integration.request.header.X-Amz-Target with a fixed value in single quotes,"
                + " e.g. 'Firehose_20150804.PutRecord'.");
    }

    /** True for a value in single quotes. */
    public static boolean isFixed(String value) {
        return value.length() >= 2 && value.startsWith("'") && value.endsWith("'");
    }
}
