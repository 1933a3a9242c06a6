package io.millrace.functions;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.functions.code.BadArchive;
import io.millrace.functions.code.CodeStore;
import io.millrace.functions.code.CodeStore.StoredCode;
import io.millrace.functions.definition.FunctionDefinition;
import io.millrace.functions.definition.FunctionDefinition.Settings;
import io.millrace.functions.definition.FunctionDirectory;
import io.millrace.functions.definition.FunctionName;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import io.millrace.functions.definition.LambdaError;
import io.millrace.wire.AccessDenied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates, changes, publishes and deletes functions, one change at a time. Shared between threads. A package is on disk
 * before its function is, and is removed after the last that refers to it.
 */
final class FunctionChanges {

    private static final Logger log = LoggerFactory.getLogger(FunctionChanges.class);
    private static final DateTimeFormatter MODIFIED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

    /** A change of code: the package, and what else UpdateFunctionCode names. */
    @SuppressWarnings("ArrayRecordComponent") // A carrier of bytes, compared nowhere.
    record NewCode(byte[] zip, Optional<String> architecture, Optional<String> revision, boolean publish) {}

    private final FunctionDirectory directory;
    private final CodeStore code;
    private final FunctionPools pools;
    private final Access access;
    private final HostRules host;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    FunctionChanges(
            FunctionDirectory directory,
            CodeStore code,
            FunctionPools pools,
            Access access,
            HostRules host,
            Clock clock) {
        this.directory = directory;
        this.code = code;
        this.pools = pools;
        this.access = access;
        this.host = host;
        this.clock = clock;
    }

    /** One function to be. */
    @SuppressWarnings("ArrayRecordComponent") // A carrier of bytes, compared nowhere.
    record NewFunction(FunctionKey key, Settings settings, byte[] zip, Map<String, String> tags, boolean publish) {}

    FunctionDefinition create(Caller caller, NewFunction wanted) {
        FunctionKey key = wanted.key();
        checkRole(caller, key, wanted.settings().role());
        host.checkCode();
        host.check(wanted.settings());
        return locked(() -> {
            if (directory.functions().find(key).isPresent()) {
                throw LambdaError.RESOURCE_CONFLICT.with("Function already exist: " + key.name());
            }
            FunctionDefinition definition = new FunctionDefinition(
                    key,
                    FunctionName.LATEST,
                    wanted.settings(),
                    kept(wanted.zip(), wanted.settings()),
                    revision(),
                    now(),
                    Map.copyOf(wanted.tags()));
            if (wanted.publish()) {
                return publishedFrom(definition, wanted.settings().description());
            }
            directory.functions().put(definition);
            return definition;
        });
    }

    /** @param expected the revision that the caller has seen, where it matters to it */
    FunctionDefinition configure(Caller caller, FunctionKey key, FunctionInput input, Optional<String> expected) {
        return locked(() -> {
            FunctionDefinition old = existing(key, expected);
            Settings settings = input.updated(old.settings());
            if (!settings.role().equals(old.settings().role())) {
                checkRole(caller, key, settings.role());
            }
            host.checkCode();
            host.check(settings);
            FunctionDefinition definition = old.with(settings, revision(), now());
            directory.functions().put(definition);
            pools.retire(definition, () -> {});
            return definition;
        });
    }

    /** @param dryRun only check the package */
    FunctionDefinition replaceCode(FunctionKey key, NewCode change, boolean dryRun) {
        host.checkCode();
        return locked(() -> {
            FunctionDefinition old = existing(key, change.revision());
            Settings settings = old.settings()
                    .withArchitecture(
                            change.architecture().orElse(old.settings().architecture()));
            StoredCode stored = kept(change.zip(), settings);
            FunctionDefinition definition =
                    old.with(settings, old.revisionId(), old.lastModified()).with(stored, revision(), now());
            if (dryRun) {
                forgetUnreferred(stored.sha256Hex());
                return definition;
            }
            FunctionDefinition answer = definition;
            if (change.publish()) {
                answer = publishedFrom(definition, definition.settings().description());
            } else {
                directory.functions().put(definition);
            }
            pools.retire(definition, () -> forgetUnreferred(old.code().sha256Hex()));
            return answer;
        });
    }

    /** Makes a version of the function as it is; the last one again where nothing has changed since. */
    FunctionDefinition publish(FunctionKey key, Publication wanted) {
        return locked(() -> {
            FunctionDefinition function = existing(key, wanted.revision());
            String present = function.code().sha256Base64();
            if (!wanted.codeSha256().orElse(present).equals(present)) {
                throw LambdaError.invalid("CodeSHA256 (" + wanted.codeSha256().orElse("")
                        + ") is different from current CodeSHA256 in $LATEST (" + present
                        + "). Please try again with the CodeSHA256 in $LATEST.");
            }
            return publishedFrom(
                    function, wanted.description().orElse(function.settings().description()));
        });
    }

    private FunctionDefinition publishedFrom(FunctionDefinition function, String description) {
        List<FunctionDefinition> versions = directory.functions().versions(function.key());
        if (!versions.isEmpty() && versions.getLast().runsAs(function)) {
            directory.functions().put(function);
            return versions.getLast();
        }
        FunctionDefinition version =
                function.published(directory.functions().nextVersion(function.key()), description, revision(), now());
        directory.functions().publish(function, version);
        return version;
    }

    void delete(FunctionKey key) {
        locked(() -> {
            List<FunctionDefinition> gone =
                    new ArrayList<>(directory.functions().versions(key));
            gone.add(existing(key, Optional.empty()));
            directory.remove(key);
            gone.forEach(this::retire);
            return gone;
        });
    }

    void deleteVersion(FunctionDefinition version) {
        locked(() -> {
            List<String> aliases = directory.aliasesOf(version.key(), version.version());
            if (!aliases.isEmpty()) {
                throw LambdaError.RESOURCE_CONFLICT.with(
                        "Unable to delete version because the following aliases reference it: " + aliases);
            }
            directory.removeVersion(version.key(), version.version());
            retire(version);
            return version;
        });
    }

    private void retire(FunctionDefinition gone) {
        pools.retire(gone, () -> forgetUnreferred(gone.code().sha256Hex()));
    }

    void tag(FunctionKey key, Map<String, String> added, List<String> removed) {
        locked(() -> {
            FunctionDefinition old = existing(key, Optional.empty());
            Map<String, String> tags = new LinkedHashMap<>(old.tags());
            tags.putAll(added);
            removed.forEach(tags::remove);
            if (tags.size() > 50) {
                throw LambdaError.invalid("A function can have at most 50 tags.");
            }
            directory.functions().put(old.withTags(tags));
            return tags;
        });
    }

    /** Makes a change of what hangs on functions, so that no function goes away meanwhile. */
    <T> T locked(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    Optional<Path> archive(FunctionDefinition definition) {
        return code.archive(definition.code().sha256Hex());
    }

    FunctionDefinition existing(FunctionKey key, Optional<String> expectedRevision) {
        FunctionDefinition definition = directory.existing(new FunctionName(key, Optional.empty()));
        checkRevision(expectedRevision, definition.revisionId());
        return definition;
    }

    static void checkRevision(Optional<String> expected, String present) {
        if (!expected.orElse(present).equals(present)) {
            throw LambdaError.PRECONDITION_FAILED.with("The Revision Id provided does not match the latest Revision Id."
                    + " Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
        }
    }

    private void checkRole(Caller caller, FunctionKey key, String role) {
        Arn arn = Arn.parse(role).orElseThrow(() -> LambdaError.invalid("The role is not an ARN: " + role));
        access.passRole(caller, arn, "lambda.amazonaws.com");
        try {
            access.assumeRole(
                    "lambda.amazonaws.com",
                    role,
                    key.name(),
                    Optional.of(key.arn(directory.account())),
                    Optional.empty());
        } catch (AccessDenied refused) {
            throw LambdaError.invalid("The role defined for the function cannot be assumed by Lambda.");
        }
    }

    private StoredCode kept(byte[] zip, Settings settings) {
        try {
            StoredCode stored = code.keep(zip);
            boolean provided = !settings.isPython();
            if (provided
                    && !Files.isExecutable(code.directory(stored.sha256Hex()).resolve("bootstrap"))) {
                forgetUnreferred(stored.sha256Hex());
                throw LambdaError.invalid("The runtime " + settings.runtime() + " runs a file named bootstrap at the"
                        + " top of the ZIP file, which must be executable; there is none.");
            }
            return stored;
        } catch (BadArchive refused) {
            throw LambdaError.invalid(refused.text());
        } catch (IOException failure) {
            throw LambdaError.SERVICE.with("The code cannot be kept: " + failure.getMessage());
        }
    }

    private void forgetUnreferred(String sha256Hex) {
        lock.lock();
        try {
            if (!directory.functions().codeHashes().contains(sha256Hex)) {
                code.forget(sha256Hex);
            }
        } catch (IOException failure) {
            log.warn("A package that no function needs stays until the next start: {}", failure.toString());
        } finally {
            lock.unlock();
        }
    }

    static String revision() {
        return UUID.randomUUID().toString();
    }

    private String now() {
        return MODIFIED.format(clock.instant());
    }
}
