package io.millrace.access.identity;

import io.millrace.access.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The few of AWS's own policies that walkthroughs of this kind attach, with AWS's documents. */
final class AwsPolicies {

    private static final Instant SINCE = Instant.parse("2015-02-06T18:40:00Z");

    private AwsPolicies() {}

    static List<ManagedPolicy> all() {
        return List.of(
                policy("/", "AdministratorAccess", "ANPAIWMBCKSKIEE64ZLYK", allow("*", "*")),
                policy("/", "AmazonS3FullAccess", "ANPAIFIR6V6BVTRAHWINE", allow("*", "s3:*", "s3-object-lambda:*")),
                policy(
                        "/",
                        "AmazonS3ReadOnlyAccess",
                        "ANPAIZTJ4DXE7G6AGAE6M",
                        allow(
                                "*",
                                "s3:Get*",
                                "s3:List*",
                                "s3:Describe*",
                                "s3-object-lambda:Get*",
                                "s3-object-lambda:List*")),
                policy("/", "AmazonKinesisFirehoseFullAccess", "ANPAJMZQMTZ7FRBFHHAHI", allow("*", "firehose:*")),
                policy(
                        "/",
                        "AmazonAPIGatewayInvokeFullAccess",
                        "ANPAIIWAX2NOOQJ4AIEQ6",
                        allow("arn:aws:execute-api:*:*:*", "execute-api:Invoke", "execute-api:ManageConnections")),
                policy(
                        "/",
                        "AmazonAPIGatewayAdministrator",
                        "ANPAJ4PT6VY5NLKTNUYSI",
                        allow("arn:aws:apigateway:*::/*", "apigateway:*")),
                policy(
                        "/service-role/",
                        "AmazonAPIGatewayPushToCloudWatchLogs",
                        "ANPAIK4GFO7HLKYN64ASK",
                        allow(
                                "*",
                                "logs:CreateLogGroup",
                                "logs:CreateLogStream",
                                "logs:DescribeLogGroups",
                                "logs:DescribeLogStreams",
                                "logs:PutLogEvents",
                                "logs:GetLogEvents",
                                "logs:FilterLogEvents")),
                policy(
                        "/service-role/",
                        "AWSLambdaBasicExecutionRole",
                        "ANPAJNCQGXC42545SKXIK",
                        allow("*", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")));
    }

    private static String allow(String resource, String... actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
                + String.join("\",\"", actions) + "\"],\"Resource\":\"" + resource + "\"}]}";
    }

    private static ManagedPolicy policy(String path, String name, String id, String document) {
        Policy policy = Policy.parse(document, Policy.Kind.IDENTITY);
        return new ManagedPolicy(
                name,
                id,
                path,
                "arn:aws:iam::aws:policy" + path + name,
                "",
                SINCE,
                "v1",
                List.of(new ManagedPolicy.Version("v1", policy, SINCE)),
                Map.of());
    }
}
