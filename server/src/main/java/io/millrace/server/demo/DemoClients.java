package io.millrace.server.demo;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.quicksight.QuickSightClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS clients that point here. */
final class DemoClients implements AutoCloseable {

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final StaticCredentialsProvider credentials;
    private final URI endpoint;

    final IamClient iam;
    final StsClient sts;
    final S3Client s3;
    final LambdaClient lambda;
    final FirehoseClient firehose;
    final ApiGatewayClient gateway;
    final AthenaClient athena;
    final QuickSightClient quicksight;

    DemoClients(URI endpoint, String accessKeyId, String secretAccessKey) {
        this.endpoint = endpoint;
        this.credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey));
        this.iam = pointHere(IamClient.builder()).httpClient(http).build();
        this.sts = pointHere(StsClient.builder()).httpClient(http).build();
        this.s3 = pointHere(S3Client.builder())
                .forcePathStyle(true)
                .httpClient(http)
                .build();
        this.lambda = pointHere(LambdaClient.builder()).httpClient(http).build();
        this.firehose = pointHere(FirehoseClient.builder()).httpClient(http).build();
        this.gateway = pointHere(ApiGatewayClient.builder()).httpClient(http).build();
        this.athena = pointHere(AthenaClient.builder()).httpClient(http).build();
        this.quicksight = pointHere(QuickSightClient.builder()).httpClient(http).build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B pointHere(B builder) {
        return builder.endpointOverride(endpoint).region(Region.US_EAST_1).credentialsProvider(credentials);
    }

    @Override
    public void close() {
        http.close();
    }
}
