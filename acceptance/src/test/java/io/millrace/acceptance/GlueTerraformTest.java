package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Terraform's aws_glue_catalog_database, aws_glue_catalog_table and aws_glue_partition. Needs Terraform. */
class GlueTerraformTest {

    private static final String CONFIGURATION = """
            locals {
              text = {
                input  = "org.apache.hadoop.mapred.TextInputFormat"
                output = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
                openx  = "org.openx.data.jsonserde.JsonSerDe"
              }
            }
            resource "aws_glue_catalog_database" "shop" {
              name         = "shop"
              description  = "%1$s"
              location_uri = "s3://terraformed-clicks/shop/"
              parameters   = { team = "web" }
              tags         = { owner = "%1$s" }
            }
            resource "aws_glue_catalog_table" "projected" {
              name          = "projected"
              database_name = aws_glue_catalog_database.shop.name
              description   = "%1$s"
              owner         = "hadoop"
              retention     = 3
              table_type    = "EXTERNAL_TABLE"
              parameters = {
                "projection.enabled"        = "true"
                "projection.day.type"       = "date"
                "projection.day.format"     = "yyyy-MM-dd"
                "projection.day.range"      = "%2$s,NOW"
                "storage.location.template" = "s3://terraformed-clicks/$${day}/"
              }
              partition_keys {
                name = "day"
                type = "string"
              }
              storage_descriptor {
                location      = "s3://terraformed-clicks/"
                input_format  = local.text.input
                output_format = local.text.output
                ser_de_info {
                  name                  = "json"
                  serialization_library = local.text.openx
                  parameters            = { "ignore.malformed.json" = "true" }
                }
                columns {
                  name    = "element_clicked"
                  type    = "string"
                  comment = "what"
                }
                columns {
                  name = "time_spent"
                  type = "int"
                }
              }
            }
            resource "aws_glue_catalog_table" "registered" {
              name          = "registered"
              database_name = aws_glue_catalog_database.shop.name
              partition_keys {
                name = "year"
                type = "int"
              }
              storage_descriptor {
                location      = "s3://terraformed-clicks/registered/"
                input_format  = local.text.input
                output_format = local.text.output
                ser_de_info { serialization_library = local.text.openx }
                columns {
                  name = "element_clicked"
                  type = "string"
                }
              }
            }
            resource "aws_glue_partition" "year" {
              database_name    = aws_glue_catalog_database.shop.name
              table_name       = aws_glue_catalog_table.registered.name
              partition_values = ["2026"]
              storage_descriptor {
                location      = "s3://terraformed-clicks/elsewhere/"
                input_format  = local.text.input
                output_format = local.text.output
                ser_de_info { serialization_library = local.text.openx }
                columns {
                  name = "element_clicked"
                  type = "string"
                }
              }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void whatTerraformMakesIsReadChangedAndGone() throws Exception {
        try (RunningServer server = RunningServer.serve(directory.resolve("data"));
                Aws aws = new Aws(server)) {
            Terraform terraform = Terraform.in(Files.createDirectory(directory.resolve("terraform")), server);
            terraform.file("main.tf", CONFIGURATION.formatted("first", "2020-01-01"));
            terraform.apply();
            terraform.assertPlanIsEmpty();

            aws.s3.createBucket(create -> create.bucket("terraformed-clicks"));
            put(aws, "2026-01-02/a", "{\"element_clicked\":\"a\",\"time_spent\":7}\nnot {json\n");
            put(aws, "elsewhere/b", "{\"element_clicked\":\"b\"}\n");
            Questions athena = new Questions(aws.athena);
            athena.useOutputLocation("s3://terraformed-clicks/results/");
            assertThat(athena.ask("SELECT element_clicked, time_spent, day FROM shop.projected"
                            + " WHERE element_clicked IS NOT NULL"))
                    .containsExactly(List.of("a", "7", "2026-01-02"));
            assertThat(athena.ask("SELECT element_clicked, year FROM shop.registered"))
                    .containsExactly(List.of("b", "2026"));

            terraform.file("main.tf", CONFIGURATION.formatted("second", "2026-01-03"));
            terraform.apply();
            terraform.assertPlanIsEmpty();
            assertThat(athena.ask("SELECT count(*) FROM shop.projected")).containsExactly(List.of("0"));

            terraform.destroy();
            assertThat(athena.failure("SELECT * FROM shop.registered")).contains("does not exist");
        }
    }

    private static void put(Aws aws, String key, String text) {
        aws.s3.putObject(put -> put.bucket("terraformed-clicks").key(key), RequestBody.fromString(text));
    }
}
