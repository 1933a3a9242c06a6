package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Terraform with the AWS provider, as they are on this machine, in a directory of its own. */
final class Terraform {

    private static final String PROVIDER = "registry.terraform.io/hashicorp/aws";

    private final Path directory;

    private Terraform(Path directory) {
        this.directory = directory;
    }

    /** Skips the test where there is no Terraform, or no AWS provider that it could start with. */
    static Terraform in(Path directory, RunningServer server) throws Exception {
        Terraform terraform = new Terraform(directory);
        Files.writeString(directory.resolve("provider.tf"), provider(server));
        try {
            boolean ready = terraform.run(terraform.initialization()).status() == 0;
            assumeTrue(ready, "needs terraform-provider-aws");
        } catch (IOException missing) {
            assumeTrue(false, "needs terraform");
        }
        return terraform;
    }

    private static String provider(RunningServer server) {
        return """
            terraform {
              required_providers {
                aws = { source = "hashicorp/aws" }
              }
            }
            provider "aws" {
              region                      = "us-east-1"
              skip_credentials_validation = true
              skip_requesting_account_id  = true
              skip_metadata_api_check     = true
              s3_use_path_style           = true
              endpoints {
                athena   = "%1$s"
                firehose = "%1$s"
                glue     = "%1$s"
                iam      = "%1$s"
                lambda   = "%1$s"
                s3       = "%1$s"
                sts      = "%1$s"
              }
            }
            """.formatted(server.endpoint());
    }

    private List<String> initialization() throws IOException {
        List<String> words = new ArrayList<>(List.of("init", "-input=false"));
        plugins().ifPresent(path -> words.add("-plugin-dir=" + path));
        return words;
    }

    /** Where providers lie that were installed beside Terraform: below {@code /opt}, or in its own usual places. */
    private static Optional<Path> plugins() throws IOException {
        List<Path> places = new ArrayList<>();
        places.add(Path.of(System.getProperty("user.home"), ".terraform.d", "plugins"));
        places.add(Path.of("/usr/local/share/terraform/plugins"));
        places.add(Path.of("/usr/share/terraform/plugins"));
        Path optional = Path.of("/opt");
        if (Files.isDirectory(optional)) {
            try (DirectoryStream<Path> installed = Files.newDirectoryStream(optional)) {
                installed.forEach(places::add);
            }
        }
        return places.stream()
                .filter(place -> Files.isDirectory(place.resolve(PROVIDER)))
                .findFirst();
    }

    void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    void apply() throws Exception {
        succeed("apply", "-input=false", "-auto-approve", "-no-color");
    }

    /** Nothing that the provider reads back differs from what was written. */
    void assertPlanIsEmpty() throws Exception {
        Result plan = run(List.of("plan", "-input=false", "-detailed-exitcode", "-no-color"));
        assertThat(plan.status()).as(plan.output()).isZero();
    }

    void destroy() throws Exception {
        succeed("destroy", "-input=false", "-auto-approve", "-no-color");
    }

    private void succeed(String... words) throws Exception {
        Result result = run(List.of(words));
        assertThat(result.status()).as(result.output()).isZero();
    }

    private record Result(int status, String output) {}

    private Result run(List<String> words) throws Exception {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(words);
        Path log = directory.resolve("terraform.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("AWS_ACCESS_KEY_ID", RunningServer.ACCESS_KEY_ID);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", RunningServer.SECRET_ACCESS_KEY);
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("Terraform goes on and on: " + words);
        }
        return new Result(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }
}
