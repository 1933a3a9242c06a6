package io.millrace.server;

import io.millrace.server.demo.Demo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "From nothing to a chart: starts a server, provisions the walkthrough's pipeline, sends its"
                + " events, and prints where to click.")
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--once", description = "Do it, check it, print PASS and stop.")
    private boolean once;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path data = options.dataOr("data/demo");
        long begin = System.nanoTime();
        Server server = Server.start(data, options.values());
        out.println("Millrace listens on " + server.endpoint() + ". Its data: " + data.toAbsolutePath());
        out.println("Provisioning the pipeline with the AWS SDK:");
        boolean passed;
        try (Demo demo = new Demo(
                server.endpoint(),
                server.rootKey().accessKeyId(),
                server.rootKey().secretKey(),
                out)) {
            Demo.Address address = demo.provision(functionsRun(out));
            server.showDemo(address);
            passed = demo.clickAndAsk(address);
            out.println();
            if (!once) {
                out.println("Click here:   " + server.consoleAddress("/_/demo"));
                out.println("Watch here:   " + server.consoleAddress("/_/console/dashboards/" + address.dashboardId()));
                out.println("Ask here:     ./millrace sql --port " + options.port() + " --data " + data
                        + " --output s3://clickstream-demo/athena-results/ 'SELECT * FROM my_ingested_data'");
                out.println("Ctrl-C stops it.");
                out.flush();
            }
        } catch (Exception failure) {
            server.close();
            throw failure;
        }
        if (once) {
            server.close();
            out.println((passed ? "PASS" : "FAIL: the five events were not counted exactly once") + " in "
                    + (System.nanoTime() - begin) / 1_000_000 + " ms");
            out.flush();
            return passed ? 0 : 1;
        }
        ServeCommand.stopOnInterrupt(server, out, "./millrace demo");
        return 0;
    }

    /** Whether python3 is here; without it the demo says so and goes on with the built-in delimiter. */
    private static boolean functionsRun(PrintWriter out) {
        try {
            Process python = new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .start();
            python.getInputStream().readAllBytes();
            return python.waitFor() == 0;
        } catch (IOException absent) {
            out.println("  There is no python3 here, so the walkthrough's function cannot run; the stream appends the"
                    + " line break itself (AppendDelimiterToRecord). Install python3 to see the function at work.");
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
