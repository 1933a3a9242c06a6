package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.CompressionFormat;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.ExtendedS3DestinationDescription;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;

/** Terraform's aws_kinesis_firehose_delivery_stream, plain and with all that it can say of S3. Needs Terraform. */
class FirehoseTerraformTest {

    private static final String CONFIGURATION = """
        resource "aws_s3_bucket" "lake" {
          bucket        = "terraformed-lake"
          force_destroy = true
        }
        resource "aws_iam_role" "firehose" {
          name               = "terraformed-firehose"
          assume_role_policy = jsonencode({
            Version   = "2012-10-17"
            Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "firehose.amazonaws.com" } }]
          })
        }
        resource "aws_iam_role_policy" "write" {
          name   = "write"
          role   = aws_iam_role.firehose.id
          policy = jsonencode({
            Version   = "2012-10-17"
            Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.lake.arn}/*" }]
          })
        }
        resource "aws_kinesis_firehose_delivery_stream" "plain" {
          name        = "plain"
          destination = "extended_s3"
          extended_s3_configuration {
            role_arn   = aws_iam_role.firehose.arn
            bucket_arn = aws_s3_bucket.lake.arn
          }
        }
        resource "aws_kinesis_firehose_delivery_stream" "full" {
          name        = "full"
          destination = "extended_s3"
          tags        = { team = "%2$s" }
          extended_s3_configuration {
            role_arn            = aws_iam_role.firehose.arn
            bucket_arn          = aws_s3_bucket.lake.arn
            prefix              = "by/who=!{partitionKeyFromQuery:who}/!{timestamp:yyyy/MM/dd}/"
            error_output_prefix = "errors/!{firehose:error-output-type}/"
            buffering_size      = 64
            buffering_interval  = 60
            compression_format  = "%1$s"
            file_extension      = ".json%3$s"
            custom_time_zone    = "Europe/Amsterdam"
            s3_backup_mode      = "Enabled"
            s3_backup_configuration {
              role_arn           = aws_iam_role.firehose.arn
              bucket_arn         = aws_s3_bucket.lake.arn
              prefix             = "raw/"
              buffering_size     = 5
              buffering_interval = 120
              compression_format = "%1$s"
            }
            dynamic_partitioning_configuration {
              enabled        = true
              retry_duration = 600
            }
            processing_configuration {
              enabled = true
              processors {
                type = "RecordDeAggregation"
                parameters {
                  parameter_name  = "SubRecordType"
                  parameter_value = "JSON"
                }
              }
              processors {
                type = "MetadataExtraction"
                parameters {
                  parameter_name  = "MetadataExtractionQuery"
                  parameter_value = "{who: .who}"
                }
                parameters {
                  parameter_name  = "JsonParsingEngine"
                  parameter_value = "JQ-1.6"
                }
              }
              processors {
                type = "AppendDelimiterToRecord"
              }
            }
          }
        }
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path room;

    @Test
    void appliesPlansNothingMoreChangesAndDestroys() throws Exception {
        Path work = Files.createDirectory(room.resolve("terraform"));
        try (RunningServer server = RunningServer.serve(room.resolve("data"));
                Aws aws = new Aws(server)) {
            Terraform terraform = Terraform.in(work, server);
            terraform.file("main.tf", CONFIGURATION.formatted("UNCOMPRESSED", "clicks", ""));
            terraform.apply();
            terraform.assertPlanIsEmpty();
            put(aws, "{\"who\":\"a\"}{\"who\":\"b\"}");

            terraform.file("main.tf", CONFIGURATION.formatted("GZIP", "taps", ".gz"));
            terraform.apply();
            terraform.assertPlanIsEmpty();
            DeliveryStreamDescription changed = aws.firehose
                    .describeDeliveryStream(describe -> describe.deliveryStreamName("full"))
                    .deliveryStreamDescription();
            ExtendedS3DestinationDescription s3 =
                    changed.destinations().getFirst().extendedS3DestinationDescription();
            assertThat(changed.versionId()).isEqualTo("2");
            assertThat(s3.compressionFormat()).isEqualTo(CompressionFormat.GZIP);
            assertThat(s3.s3BackupDescription().compressionFormat()).isEqualTo(CompressionFormat.GZIP);
            put(aws, "{\"who\":\"c\"}");

            terraform.destroy();
            assertThatThrownBy(() -> put(aws, "{}")).isInstanceOf(ResourceNotFoundException.class);
        }
    }

    private static void put(Aws aws, String data) {
        aws.firehose.putRecord(
                put -> put.deliveryStreamName("full").record(record -> record.data(SdkBytes.fromUtf8String(data))));
    }
}
