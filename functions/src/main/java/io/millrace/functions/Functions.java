package io.millrace.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.access.Access;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.base.disk.Disk;
import io.millrace.functions.code.CodeStore;
import io.millrace.functions.definition.EventStore;
import io.millrace.functions.definition.FunctionDirectory;
import io.millrace.functions.definition.FunctionName;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import io.millrace.functions.definition.LambdaError;
import io.millrace.functions.files.FileTree;
import io.millrace.functions.runtime.Confinement;
import io.millrace.functions.runtime.Interpreters;
import io.millrace.functions.runtime.InvokeRequest;
import io.millrace.functions.runtime.NoFreeWorker;
import io.millrace.functions.runtime.Outcome;
import io.millrace.functions.runtime.PoolClosed;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import io.millrace.wire.http.PageHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The front door of Lambda. Shared between threads; an invocation blocks until the function has answered. */
public final class Functions implements AutoCloseable {

    /** Lambda's limit for a synchronous request. */
    public static final int REQUEST_LIMIT = 6_291_456;

    /** The path below which {@link #codePages} answers. */
    public static final String CODE_PAGES = "/_/api/functions/code/";

    private final Access access;
    private final FunctionDirectory directory;
    private final FunctionPools pools;
    private final EventDispatch events;
    private final Interpreters interpreters = Interpreters.ofMachine();
    private final WorkerEnvironment environment;
    private final CodeLinks links;
    private final WireService lambda;

    /** Opens the station's directory; no process is started before it is needed. */
    public Functions(
            ControlDatabase database,
            Disk disk,
            Access access,
            Clock clock,
            Scheduler scheduler,
            FunctionsPlace place,
            FunctionsConfig config)
            throws IOException {
        this.access = access;
        this.directory = FunctionDirectory.open(database, place.account());
        CodeStore code = CodeStore.open(
                disk,
                place.directory().resolve("code"),
                config.unpackedSize().bytes(),
                directory.functions().codeHashes());
        Path temporary = emptied(place.directory().resolve("tmp"));
        this.environment = new WorkerEnvironment(access, place, interpreters, config, temporary);
        this.pools = new FunctionPools(directory.functions(), code, environment, place, config, temporary, clock);
        pools.reapWith(scheduler);
        this.events = new EventDispatch(new EventStore(database), new EventRuns(), clock, scheduler, config);
        FunctionChanges changes = new FunctionChanges(
                directory,
                code,
                pools,
                access,
                new HostRules(interpreters, environment::confinement, place, config),
                clock);
        this.links = new CodeLinks(place, changes, clock);
        this.lambda = LambdaService.table(
                new LambdaCalls(access, directory, changes), links, new InvokeOperation(this), config);
        events.resume();
    }

    /** Makes ready what the first function needs, on a thread of its own. */
    public void prepare() {
        environment.prepare();
    }

    private static Path emptied(Path path) throws IOException {
        FileTree.remove(path);
        return Files.createDirectories(path).toRealPath();
    }

    /**
     * Runs the function and waits for what it answers. Decides {@code lambda:InvokeFunction} for the caller, by its own
     * policies and by that of the function, version or alias that is named.
     *
     * @param functionArn with or without a version, an alias or {@code $LATEST}
     * @param payload a JSON document
     */
    public InvokeResult invoke(Caller caller, String functionArn, byte[] payload, InvokeOptions options) {
        FunctionName name = FunctionName.parse(functionArn, "");
        allowed(caller, name);
        checkSize(payload, REQUEST_LIMIT);
        return run(name, UUID.randomUUID().toString(), payload, options.clientContext());
    }

    /** Accepts an event for the function: it is on disk when this returns, and runs soon, at least once. */
    void accept(Caller caller, FunctionName name, byte[] payload, InvokeOptions options) {
        allowed(caller, name);
        checkSize(payload, EventDispatch.REQUEST_LIMIT);
        events.accept(name, payload, options.clientContext());
    }

    private static void checkSize(byte[] payload, int limit) {
        if (payload.length > limit) {
            throw LambdaError.REQUEST_TOO_LARGE.with(
                    "Request must be smaller than " + limit + " bytes for the InvokeFunction operation");
        }
    }

    private InvokeResult run(FunctionName name, String requestId, byte[] payload, Optional<String> clientContext) {
        String version = directory.existing(name).version();
        String arn = name.arn(directory.account()).toString();
        try {
            Outcome outcome = pools.of(name.key(), version)
                    .orElseThrow(() -> directory.notFound(name))
                    .invoke(new InvokeRequest(requestId, arn, payload, clientContext));
            return new InvokeResult(
                    200,
                    outcome.failed() ? Optional.of("Unhandled") : Optional.empty(),
                    outcome.payload(),
                    Optional.of(outcome.logTail()),
                    version,
                    outcome.workerId());
        } catch (NoFreeWorker busy) {
            throw LambdaError.TOO_MANY_REQUESTS.with(
                    "Rate Exceeded for " + name.key().name() + ". " + busy.text());
        } catch (PoolClosed stopping) {
            throw LambdaError.SERVICE.with(String.valueOf(stopping.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw LambdaError.SERVICE.with("The server is stopping. Try again when it runs.");
        }
    }

    private final class EventRuns implements EventDispatch.Runs {
        @Override
        public InvokeResult run(FunctionName name, String requestId, byte[] payload, Optional<String> context) {
            return Functions.this.run(name, requestId, payload, context);
        }

        @Override
        public void note(FunctionKey key, String text) {
            pools.note(key, text);
        }
    }

    /** Decides {@code lambda:InvokeFunction} and whether there is such a function, and runs nothing. */
    void allowed(Caller caller, FunctionName name) {
        access.authorize(
                caller,
                "lambda:InvokeFunction",
                name.arn(directory.account()),
                directory.policies().parsed(name),
                Map.of());
        directory.existing(name);
    }

    /**
     * Tells that an answer held what nobody had asked for, as of a function that keeps a growing list. Its process is
     * replaced by a fresh warm one well before its answers reach Lambda's limit; the function's log says why.
     */
    public void leaking(String functionArn, String workerId, long excessBytes, long answerBytes) {
        pools.leaking(FunctionName.parse(functionArn, "").key(), workerId, excessBytes, answerBytes);
    }

    /**
     * Whether an invocation waits because a process of the function is being started. That may take longer than any
     * answer, and says nothing of the function; it ends within {@code functions.init-timeout}.
     */
    public boolean starting(String functionArn) {
        return pools.starting(FunctionName.parse(functionArn, "").key());
    }

    /** @param functionArn with or without a version, an alias or {@code $LATEST} */
    public Optional<FunctionSummary> function(String functionArn) {
        FunctionName name = FunctionName.parse(functionArn, "");
        return directory
                .find(name)
                .map(definition -> new FunctionSummary(
                        name.arn(directory.account()),
                        name.key().name(),
                        definition.settings().runtime(),
                        definition.settings().timeout()));
    }

    /** The Python version that functions of a runtime run on here, or empty where the machine has none. */
    public Optional<String> pythonFor(String runtime) {
        return interpreters.forRuntime(runtime).map(Interpreters.Interpreter::version);
    }

    /** Whether something keeps functions apart from the machine. */
    boolean confined() {
        return environment.confinement() != Confinement.NONE;
    }

    String account() {
        return directory.account();
    }

    public WireService lambda() {
        return lambda;
    }

    /** Sends the packages whose addresses GetFunction gave out; for the path {@link #CODE_PAGES}, without a session. */
    public PageHandler codePages() {
        return request -> {
            Optional<Path> archive = codePackage(request.path());
            return archive.isEmpty()
                    ? WireResponse.of(
                            404, "text/plain", "This address has ended. Call GetFunction again.\n".getBytes(UTF_8))
                    : WireResponse.of(200, "application/zip", Files.readAllBytes(archive.get()));
        };
    }

    Optional<Path> codePackage(String path) {
        return path.startsWith(CODE_PAGES) ? links.archive(path.substring(CODE_PAGES.length())) : Optional.empty();
    }

    /** Ends every process. */
    @Override
    public void close() {
        events.close();
        pools.close();
    }
}
