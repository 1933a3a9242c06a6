package io.millrace.server;

import io.millrace.access.RootKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "env", description = "Prints the exports that point an AWS client here: eval \"$(millrace env)\".")
final class EnvCommand implements Callable<Integer> {

    @Mixin
    private LocationOptions location = new LocationOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RootKey key = keyOf(location.dataOr("data"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("export AWS_ENDPOINT_URL=http://127.0.0.1:" + location.port);
        out.println("export AWS_ACCESS_KEY_ID=" + key.accessKeyId());
        out.println("export AWS_SECRET_ACCESS_KEY=" + key.secretKey());
        out.println("export AWS_DEFAULT_REGION=us-east-1");
        out.println("unset AWS_SESSION_TOKEN AWS_PROFILE");
        out.flush();
        return 0;
    }

    /** The root key of a data directory that exists. */
    static RootKey keyOf(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            throw new StartRefused("There is no data in " + data.toAbsolutePath()
                    + ". Start 'millrace serve' first, or name the directory with --data (the demo's is data/demo).");
        }
        return RootKey.of(System.getenv(), data);
    }
}
