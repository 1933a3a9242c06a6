package io.millrace.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "serve", description = "Runs the server until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--quiet", description = "Do not print the effective settings.")
    private boolean quiet;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path data = options.dataOr("data");
        Server server = Server.start(data, options.values());
        if (!quiet) {
            server.settings().forEach((key, value) -> out.println("  " + key + " = " + value));
        }
        out.println(server.memoryBudget().sentence());
        server.memoryBudget().warning().ifPresent(out::println);
        out.println("Millrace listens on " + server.endpoint() + " and keeps everything in " + data.toAbsolutePath());
        out.println("The console: " + server.consoleAddress("/_/console/"));
        out.println("Point an AWS client here: eval \"$(./millrace env --port " + options.port() + " --data " + data
                + ")\"");
        out.flush();
        stopOnInterrupt(server, out, "./millrace serve --data " + data);
        return 0;
    }

    /** Waits for Ctrl-C, stops the server and says how to come back. */
    static void stopOnInterrupt(Server server, PrintWriter out, String comeBack) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("millrace-stop").unstarted(() -> {
                    server.close();
                    out.println();
                    out.println("Stopped; nothing is lost. Come back with " + comeBack);
                    out.flush();
                    stopped.countDown();
                }));
        stopped.await();
    }
}
