package io.millrace.acceptance;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.quicksight.QuickSightClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Unmodified AWS clients, pointed at a server. */
final class Aws implements AutoCloseable {

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final URI endpoint;
    private final RetryStrategy retries;

    final IamClient iam;
    final S3Client s3;
    final LambdaClient lambda;
    final FirehoseClient firehose;
    final ApiGatewayClient gateway;
    final AthenaClient athena;
    final QuickSightClient quicksight;

    Aws(RunningServer server) {
        this(server, AwsRetryStrategy.standardRetryStrategy());
    }

    /** Clients whose call is one request. */
    static Aws withoutRetries(RunningServer server) {
        return new Aws(server, AwsRetryStrategy.doNotRetry());
    }

    private Aws(RunningServer server, RetryStrategy retries) {
        this.endpoint = server.endpoint();
        this.retries = retries;
        this.iam = here(IamClient.builder().httpClient(http));
        this.s3 = here(S3Client.builder().forcePathStyle(true).httpClient(http));
        this.lambda = here(LambdaClient.builder().httpClient(http));
        this.firehose = here(FirehoseClient.builder().httpClient(http));
        this.gateway = here(ApiGatewayClient.builder().httpClient(http));
        this.athena = here(AthenaClient.builder().httpClient(http));
        this.quicksight = here(QuickSightClient.builder().httpClient(http));
    }

    private <B extends AwsClientBuilder<B, C>, C> C here(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(RunningServer.ACCESS_KEY_ID, RunningServer.SECRET_ACCESS_KEY)))
                .build();
    }

    @Override
    public void close() {
        http.close();
    }
}
