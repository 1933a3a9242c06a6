package io.millrace.functions.definition;

import io.millrace.base.control.ControlDatabase;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import io.millrace.wire.WireException;
import java.util.List;
import java.util.Optional;

/** Finds what a name with a qualifier stands for. Shared between threads. */
public record FunctionDirectory(String account, FunctionStore functions, AliasStore aliases, PolicyStore policies) {

    public static FunctionDirectory open(ControlDatabase database, String account) {
        return new FunctionDirectory(
                account, FunctionStore.open(database), AliasStore.open(database), PolicyStore.open(database));
    }

    /** The version that the name stands for at this moment. */
    public Optional<FunctionDefinition> find(FunctionName name) {
        String qualifier = name.qualifier().orElse(FunctionName.LATEST);
        return functions.find(
                name.key(),
                aliases.find(name.key(), qualifier).map(Alias::version).orElse(qualifier));
    }

    /** The same; says that there is none, as Lambda does. */
    public FunctionDefinition existing(FunctionName name) {
        return find(name).orElseThrow(() -> notFound(name));
    }

    public WireException notFound(FunctionName name) {
        return LambdaError.RESOURCE_NOT_FOUND.with("Function not found: " + name.arn(account));
    }

    /** The names of the aliases that stand for a version. */
    public List<String> aliasesOf(FunctionKey key, String version) {
        return aliases.list(key).stream()
                .filter(alias -> alias.version().equals(version))
                .map(Alias::name)
                .toList();
    }

    /** Removes the function with all that hangs on it. */
    public void remove(FunctionKey key) {
        functions.remove(key);
        aliases.forget(key);
        policies.forget(key);
    }

    public void removeVersion(FunctionKey key, String version) {
        policies.put(new FunctionName(key, Optional.of(version)), ResourcePolicy.empty());
        functions.removeVersion(key, version);
    }

    public void removeAlias(Alias alias) {
        policies.put(new FunctionName(alias.key(), Optional.of(alias.name())), ResourcePolicy.empty());
        aliases.remove(alias);
    }
}
