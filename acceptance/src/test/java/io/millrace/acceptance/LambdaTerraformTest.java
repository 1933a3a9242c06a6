package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Terraform's aws_lambda_function, aws_lambda_alias and aws_lambda_permission. Needs Terraform and python3. */
class LambdaTerraformTest {

    private static final String CONFIGURATION = """
            resource "aws_iam_role" "lambda" {
              name               = "terraformed"
              assume_role_policy = jsonencode({
                Version   = "2012-10-17"
                Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
              })
            }
            resource "aws_lambda_function" "f" {
              function_name    = "terraformed"
              role             = aws_iam_role.lambda.arn
              runtime          = "python3.11"
              handler          = "app.handler"
              filename         = "%1$s"
              source_code_hash = filebase64sha256("%1$s")
              timeout          = %2$d
              memory_size      = 192
              publish          = true
              description      = "made by Terraform"
              environment { variables = { WORD = "%3$s" } }
              ephemeral_storage { size = 512 }
              tags = { team = "clicks" }
            }
            resource "aws_lambda_alias" "live" {
              name             = "live"
              function_name    = aws_lambda_function.f.function_name
              function_version = aws_lambda_function.f.version
            }
            resource "aws_lambda_permission" "firehose" {
              statement_id   = "firehose"
              action         = "lambda:InvokeFunction"
              function_name  = aws_lambda_function.f.function_name
              qualifier      = aws_lambda_alias.live.name
              principal      = "firehose.amazonaws.com"
              source_account = "000000000000"
              source_arn     = "arn:aws:firehose:us-east-1:000000000000:deliverystream/*"
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
            Path first = zip("one.zip", "import os\ndef handler(event, context):\n    return os.environ['WORD']");
            terraform.file("main.tf", CONFIGURATION.formatted(first, 5, "first"));
            terraform.apply();
            terraform.assertPlanIsEmpty();
            assertThat(answer(aws, "terraformed:live")).isEqualTo("\"first\"");

            Path second = zip("two.zip", "import os\ndef handler(event, context):\n    return os.environ['WORD'] * 2");
            terraform.file("main.tf", CONFIGURATION.formatted(second, 7, "second"));
            terraform.apply();
            terraform.assertPlanIsEmpty();
            assertThat(answer(aws, "terraformed:live")).isEqualTo("\"secondsecond\"");
            assertThat(answer(aws, "terraformed:1")).isEqualTo("\"first\"");

            terraform.destroy();
            assertThatThrownBy(() -> answer(aws, "terraformed")).isInstanceOf(ResourceNotFoundException.class);
        }
    }

    private static String answer(Aws aws, String function) {
        return aws.lambda.invoke(call -> call.functionName(function)).payload().asUtf8String();
    }

    private Path zip(String name, String source) throws Exception {
        Path file = room.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("app.py"));
            zip.write(source.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
