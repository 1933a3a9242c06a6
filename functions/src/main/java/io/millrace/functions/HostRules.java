package io.millrace.functions;

import io.millrace.functions.definition.FunctionDefinition.Settings;
import io.millrace.functions.definition.LambdaError;
import io.millrace.functions.runtime.Confinement;
import io.millrace.functions.runtime.Interpreters;
import java.util.function.Supplier;

/** Which functions this machine takes. Immutable. */
final class HostRules {

    private static final int USUAL_TEMPORARY = 512;

    private final Interpreters interpreters;
    private final Supplier<Confinement> confinement;
    private final boolean exposed;

    /** @param confinement waits until it is known */
    HostRules(
            Interpreters interpreters,
            Supplier<Confinement> confinement,
            FunctionsPlace place,
            FunctionsConfig config) {
        this.interpreters = interpreters;
        this.confinement = confinement;
        this.exposed = place.reachable() && !config.unconfined();
    }

    /** Refuses new code where it could harm the machine and anybody might send it. */
    void checkCode() {
        if (exposed && confinement.get() == Confinement.NONE) {
            throw LambdaError.invalid("Functions cannot be created or changed here: the server listens on an address"
                    + " that others can reach, and their code would run as the server's own user, because this system"
                    + " lets it neither change users nor make user namespaces. Allow one of these, listen on a loopback"
                    + " address, or, if everybody who may create functions may do anything on this machine, set"
                    + " functions.unconfined=true.");
        }
    }

    void check(Settings settings) {
        if (settings.isPython() && interpreters.forRuntime(settings.runtime()).isEmpty()) {
            throw LambdaError.invalid("The runtime " + settings.runtime() + " needs that version of Python or a later"
                    + " one on this machine, and none was found on the PATH or among pyenv's. Install python3 and"
                    + " start the server again.");
        }
        if (settings.temporaryMegabytes() != USUAL_TEMPORARY && confinement.get() == Confinement.NONE) {
            throw LambdaError.invalid("EphemeralStorage.Size can only be " + USUAL_TEMPORARY
                    + " here: functions run unconfined on this system, and nothing limits what they put into their"
                    + " temporary directory.");
        }
    }
}
