package io.millrace.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.base.disk.Disk;
import io.millrace.functions.FunctionName.FunctionKey;
import io.millrace.functions.code.CodeStore;
import io.millrace.functions.runtime.Interpreters;
import io.millrace.functions.runtime.NoFreeWorker;
import io.millrace.functions.runtime.Outcome;
import io.millrace.functions.runtime.PoolClosed;
import io.millrace.wire.WireException;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import io.millrace.wire.http.PageHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The front door of Lambda. Shared between threads; an invocation blocks until the function has answered. */
public final class Functions implements AutoCloseable {

    /** Lambda's limit for a synchronous request. */
    public static final int REQUEST_LIMIT = 6_291_456;

    /** The path below which {@link #codePages} answers. */
    public static final String CODE_PAGES = "/_/api/functions/code/";

    private final Access access;
    private final String account;
    private final FunctionStore store;
    private final FunctionPools pools;
    private final Interpreters interpreters = Interpreters.ofMachine();
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
        this.account = place.account();
        this.store = FunctionStore.open(database);
        CodeStore code = CodeStore.open(
                disk, place.directory().resolve("code"), config.unpackedSize().bytes(), store.codeHashes());
        WorkerEnvironment environment = new WorkerEnvironment(access, place, interpreters);
        this.pools = new FunctionPools(store, code, environment, place, config, clock);
        pools.reapWith(scheduler);
        FunctionChanges changes = new FunctionChanges(store, code, pools, access, interpreters, clock, account);
        this.links = new CodeLinks(place, changes, clock);
        this.lambda = new LambdaService(changes, access, place, links).table(new InvokeOperation(this, account));
    }

    /**
     * Runs the function and waits for what it answers. Decides {@code lambda:InvokeFunction} for the caller.
     *
     * @param functionArn with or without {@code :$LATEST}
     * @param payload a JSON document
     */
    public InvokeResult invoke(Caller caller, String functionArn, byte[] payload, InvokeOptions options) {
        FunctionKey key = allowed(caller, FunctionName.parse(functionArn, ""));
        if (payload.length > REQUEST_LIMIT) {
            throw LambdaError.REQUEST_TOO_LARGE.with(
                    "Request must be smaller than " + REQUEST_LIMIT + " bytes for the InvokeFunction operation");
        }
        try {
            Outcome outcome = pools.of(key)
                    .orElseThrow(() -> notFound(key))
                    .invoke(UUID.randomUUID().toString(), payload, options.clientContext());
            return new InvokeResult(
                    200,
                    outcome.failed() ? Optional.of("Unhandled") : Optional.empty(),
                    outcome.payload(),
                    Optional.of(outcome.logTail()),
                    FunctionName.LATEST,
                    outcome.workerId());
        } catch (NoFreeWorker busy) {
            throw LambdaError.TOO_MANY_REQUESTS.with("Rate Exceeded. All processes of " + key.name()
                    + " are busy; try again, or raise the setting functions.workers.");
        } catch (PoolClosed stopping) {
            throw LambdaError.SERVICE.with(String.valueOf(stopping.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw LambdaError.SERVICE.with("The server is stopping. Try again when it runs.");
        }
    }

    /** Decides {@code lambda:InvokeFunction} and whether there is such a function, and runs nothing. */
    FunctionKey allowed(Caller caller, FunctionName name) {
        FunctionKey key = name.key();
        access.authorize(caller, "lambda:InvokeFunction", key.arn(account));
        if (store.find(name.latestOnly(account)).isEmpty()) {
            throw notFound(key);
        }
        return key;
    }

    /**
     * Tells that an answer held what nobody had asked for, as of a function that keeps a growing list. Its process is
     * replaced by a fresh warm one well before its answers reach Lambda's limit; the function's log says why.
     */
    public void leaking(String functionArn, String workerId, long excessBytes, long answerBytes) {
        pools.of(FunctionName.parse(functionArn, "").key())
                .ifPresent(pool -> pool.leaking(workerId, excessBytes, answerBytes));
    }

    public Optional<FunctionSummary> function(String functionArn) {
        return store.find(FunctionName.parse(functionArn, "").key())
                .map(definition -> new FunctionSummary(
                        definition.key().arn(account),
                        definition.key().name(),
                        definition.settings().runtime(),
                        definition.settings().timeout()));
    }

    /** The Python version that functions of a runtime run on here, or empty where the machine has none. */
    public Optional<String> pythonFor(String runtime) {
        return interpreters.forRuntime(runtime).map(Interpreters.Interpreter::version);
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

    private WireException notFound(FunctionKey key) {
        Arn arn = key.arn(account);
        return LambdaError.RESOURCE_NOT_FOUND.with("Function not found: " + arn);
    }

    /** Ends every process. */
    @Override
    public void close() {
        pools.close();
    }
}
