package io.millrace.server;

import io.millrace.access.RootKey;
import io.millrace.server.demo.SqlClient;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkClientException;

@Command(name = "sql", description = "Asks a running server through Athena's API and prints the rows.")
final class SqlCommand implements Callable<Integer> {

    @Mixin
    private LocationOptions location = new LocationOptions();

    @Option(names = "--database", description = "The database (default: ${DEFAULT-VALUE}).")
    private String database = "default";

    @Option(
            names = "--output",
            required = true,
            paramLabel = "S3-URI",
            description = "Where Athena's result files go, e.g. s3://clickstream-demo/athena-results/.")
    private String output = "";

    @Parameters(arity = "1..*", paramLabel = "SQL", description = "One statement.")
    private List<String> words = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        RootKey key = EnvCommand.keyOf(location.dataOr("data"));
        PrintWriter out = spec.commandLine().getOut();
        URI endpoint = URI.create("http://127.0.0.1:" + location.port);
        try (SqlClient client = new SqlClient(endpoint, key.accessKeyId(), key.secretKey())) {
            out.print(client.table(database, output, String.join(" ", words)));
            out.flush();
            return 0;
        } catch (SdkClientException unreachable) {
            throw new StartRefused(
                    "No server answers at " + endpoint + ". Start one with 'millrace serve', or name its --port.");
        }
    }
}
