package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.WorkGroup;

/** Terraform's aws_athena_workgroup, aws_athena_named_query and aws_athena_prepared_statement. Needs Terraform. */
class AthenaTerraformTest {

    private static final String CONFIGURATION = """
            resource "aws_athena_workgroup" "menu" {
              name        = "menu"
              description = "%1$s"
              configuration {
                enforce_workgroup_configuration    = true
                publish_cloudwatch_metrics_enabled = false
                bytes_scanned_cutoff_per_query     = %2$d
                result_configuration {
                  output_location = "s3://terraformed-answers/menu/"
                }
              }
              tags = { owner = "%1$s" }
            }
            resource "aws_athena_named_query" "clicks" {
              name      = "clicks"
              workgroup = aws_athena_workgroup.menu.id
              database  = "default"
              query     = "SELECT 1"
            }
            resource "aws_athena_prepared_statement" "by_dish" {
              name            = "by_dish"
              workgroup       = aws_athena_workgroup.menu.name
              query_statement = "SELECT ?"
            }
            """;

    @TempDir
    Path directory;

    @Test
    void whatTerraformMakesIsReadChangedAndGone() throws Exception {
        try (RunningServer server = RunningServer.serve(directory.resolve("data"));
                Aws aws = new Aws(server)) {
            Terraform terraform = Terraform.in(Files.createDirectory(directory.resolve("terraform")), server);
            terraform.file("main.tf", CONFIGURATION.formatted("first", 20_000_000));
            terraform.apply();
            terraform.assertPlanIsEmpty();

            terraform.file("main.tf", CONFIGURATION.formatted("second", 30_000_000));
            terraform.apply();
            terraform.assertPlanIsEmpty();
            WorkGroup menu =
                    aws.athena.getWorkGroup(get -> get.workGroup("menu")).workGroup();
            assertThat(menu.description()).isEqualTo("second");
            assertThat(menu.configuration().bytesScannedCutoffPerQuery()).isEqualTo(30_000_000);

            terraform.destroy();
            assertThatThrownBy(() -> aws.athena.getWorkGroup(get -> get.workGroup("menu")))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }
}
