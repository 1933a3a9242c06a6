package io.millrace.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line. */
@Command(
        name = "millrace",
        description = "Your API Gateway, Lambda, Firehose, S3, Athena and QuickSight pipeline on one machine.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {"", "From a checkout there are also: millrace test (all tests) and millrace bench (all benchmarks)."})
public final class Main {

    /** The commands that start a server. */
    private static final Set<String> STARTING = Set.of("serve", "demo");

    /** In the order of the help. */
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            ServeCommand.class,
            EnvCommand.class,
            SqlCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class);

    private Main() {}

    public static void main(String[] args) {
        if (args.length > 0 && STARTING.contains(args[0])) {
            Ahead.load();
        }
        System.exit(run(args));
    }

    /** Runs a command; the exit code. */
    static int run(String... args) {
        CommandLine commands = new CommandLine(new Main());
        commandsFor(args).forEach(commands::addSubcommand);
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof StartRefused || failure instanceof IllegalArgumentException) {
                command.getErr().println(failure.getMessage());
                return 2;
            }
            throw failure;
        });
        if (args.length == 0) {
            commands.usage(System.out);
            return 2;
        }
        return commands.execute(args);
    }

    /** The one that is asked for, where it is one: reading the others' options would take a tenth of a start. */
    private static List<Class<?>> commandsFor(String... args) {
        return COMMANDS.stream()
                .filter(command -> args.length > 0
                        && command != CommandLine.HelpCommand.class
                        && command.getAnnotation(Command.class).name().equals(args[0]))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS);
    }

    /** The version that the build wrote into the package. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"millrace " + text()};
        }

        static String text() {
            Properties properties = new Properties();
            try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
                if (in != null) {
                    properties.load(in);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return properties.getProperty("version", "unknown");
        }
    }
}
