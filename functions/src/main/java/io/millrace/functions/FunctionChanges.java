package io.millrace.functions;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.functions.FunctionDefinition.Settings;
import io.millrace.functions.FunctionName.FunctionKey;
import io.millrace.functions.code.BadArchive;
import io.millrace.functions.code.CodeStore;
import io.millrace.functions.code.CodeStore.StoredCode;
import io.millrace.functions.runtime.Interpreters;
import io.millrace.wire.AccessDenied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates, changes and deletes functions, one change at a time. Shared between threads. A package is on disk before its
 * function is, and is removed after it.
 */
final class FunctionChanges {

    private static final Logger log = LoggerFactory.getLogger(FunctionChanges.class);
    private static final DateTimeFormatter MODIFIED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

    private final FunctionStore store;
    private final CodeStore code;
    private final FunctionPools pools;
    private final Access access;
    private final Interpreters interpreters;
    private final Clock clock;
    private final String account;
    private final ReentrantLock lock = new ReentrantLock();

    FunctionChanges(
            FunctionStore store,
            CodeStore code,
            FunctionPools pools,
            Access access,
            Interpreters interpreters,
            Clock clock,
            String account) {
        this.store = store;
        this.code = code;
        this.pools = pools;
        this.access = access;
        this.interpreters = interpreters;
        this.clock = clock;
        this.account = account;
    }

    FunctionDefinition create(Caller caller, FunctionKey key, Settings settings, byte[] zip, Map<String, String> tags) {
        checkRole(caller, key, settings.role());
        checkRuntime(settings);
        lock.lock();
        try {
            if (store.find(key).isPresent()) {
                throw LambdaError.RESOURCE_CONFLICT.with("Function already exist: " + key.name());
            }
            FunctionDefinition definition =
                    new FunctionDefinition(key, settings, kept(zip, settings), revision(), now(), Map.copyOf(tags));
            store.put(definition);
            return definition;
        } finally {
            lock.unlock();
        }
    }

    /** @param expected the revision that the caller has seen, where it matters to it */
    FunctionDefinition configure(Caller caller, FunctionKey key, FunctionInput input, Optional<String> expected) {
        lock.lock();
        try {
            FunctionDefinition old = existing(key, expected);
            Settings settings = input.updated(old.settings());
            if (!settings.role().equals(old.settings().role())) {
                checkRole(caller, key, settings.role());
            }
            checkRuntime(settings);
            FunctionDefinition definition = old.with(settings, revision(), now());
            store.put(definition);
            pools.retire(key, () -> {});
            return definition;
        } finally {
            lock.unlock();
        }
    }

    /** @param dryRun only check the package */
    FunctionDefinition replaceCode(FunctionKey key, byte[] zip, Optional<String> expected, boolean dryRun) {
        lock.lock();
        try {
            FunctionDefinition old = existing(key, expected);
            StoredCode stored = kept(zip, old.settings());
            FunctionDefinition definition = old.with(stored, revision(), now());
            if (dryRun) {
                forgetUnreferred(stored.sha256Hex());
                return definition;
            }
            store.put(definition);
            pools.retire(key, () -> forgetUnreferred(old.code().sha256Hex()));
            return definition;
        } finally {
            lock.unlock();
        }
    }

    void delete(FunctionKey key) {
        lock.lock();
        try {
            FunctionDefinition old = existing(key, Optional.empty());
            store.remove(key);
            pools.retire(key, () -> forgetUnreferred(old.code().sha256Hex()));
        } finally {
            lock.unlock();
        }
    }

    void tag(FunctionKey key, Map<String, String> added, List<String> removed) {
        lock.lock();
        try {
            FunctionDefinition old = existing(key, Optional.empty());
            Map<String, String> tags = new LinkedHashMap<>(old.tags());
            tags.putAll(added);
            removed.forEach(tags::remove);
            if (tags.size() > 50) {
                throw FunctionInput.invalid("A function can have at most 50 tags.");
            }
            store.put(old.withTags(tags));
        } finally {
            lock.unlock();
        }
    }

    Optional<FunctionDefinition> find(FunctionKey key) {
        return store.find(key);
    }

    List<FunctionDefinition> list(String region) {
        return store.list(region);
    }

    Optional<Path> archive(FunctionDefinition definition) {
        return code.archive(definition.code().sha256Hex());
    }

    FunctionDefinition existing(FunctionKey key, Optional<String> expectedRevision) {
        FunctionDefinition definition = store.find(key)
                .orElseThrow(() -> LambdaError.RESOURCE_NOT_FOUND.with("Function not found: " + key.arn(account)));
        if (expectedRevision.isPresent() && !expectedRevision.get().equals(definition.revisionId())) {
            throw LambdaError.PRECONDITION_FAILED.with("The Revision Id provided does not match the latest Revision Id."
                    + " Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
        }
        return definition;
    }

    private void checkRole(Caller caller, FunctionKey key, String role) {
        Arn arn = Arn.parse(role).orElseThrow(() -> FunctionInput.invalid("The role is not an ARN: " + role));
        access.passRole(caller, arn, "lambda.amazonaws.com");
        try {
            access.assumeRole(
                    "lambda.amazonaws.com", role, key.name(), Optional.of(key.arn(account)), Optional.empty());
        } catch (AccessDenied refused) {
            throw FunctionInput.invalid("The role defined for the function cannot be assumed by Lambda.");
        }
    }

    private void checkRuntime(Settings settings) {
        if (settings.isPython() && interpreters.forRuntime(settings.runtime()).isEmpty()) {
            throw FunctionInput.invalid("The runtime " + settings.runtime() + " needs that version of Python or a later"
                    + " one on this machine, and none was found on the PATH or among pyenv's. Install python3 and"
                    + " start the server again.");
        }
    }

    private StoredCode kept(byte[] zip, Settings settings) {
        try {
            StoredCode stored = code.keep(zip);
            boolean provided = !settings.isPython();
            if (provided
                    && !Files.isExecutable(code.directory(stored.sha256Hex()).resolve("bootstrap"))) {
                forgetUnreferred(stored.sha256Hex());
                throw FunctionInput.invalid("The runtime " + settings.runtime() + " runs a file named bootstrap at the"
                        + " top of the ZIP file, which must be executable; there is none.");
            }
            return stored;
        } catch (BadArchive refused) {
            throw FunctionInput.invalid(refused.text());
        } catch (IOException failure) {
            throw LambdaError.SERVICE.with("The code cannot be kept: " + failure.getMessage());
        }
    }

    private void forgetUnreferred(String sha256Hex) {
        lock.lock();
        try {
            if (!store.codeHashes().contains(sha256Hex)) {
                code.forget(sha256Hex);
            }
        } catch (IOException failure) {
            log.warn("A package that no function needs stays until the next start: {}", failure.toString());
        } finally {
            lock.unlock();
        }
    }

    private static String revision() {
        return UUID.randomUUID().toString();
    }

    private String now() {
        return MODIFIED.format(clock.instant());
    }
}
