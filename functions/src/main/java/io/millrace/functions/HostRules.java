package io.millrace.functions;

import io.millrace.functions.definition.FunctionDefinition.Settings;
import io.millrace.functions.definition.LambdaError;
import io.millrace.functions.runtime.Confinement;
import io.millrace.functions.runtime.Interpreters;

/** Which functions this machine takes. Immutable. */
final class HostRules {

    private static final int USUAL_TEMPORARY = 512;

    private final Interpreters interpreters;
    private final Confinement confinement;
    private final boolean open;

    HostRules(Interpreters interpreters, Confinement confinement, FunctionsPlace place, FunctionsConfig config) {
        this.interpreters = interpreters;
        this.confinement = confinement;
        this.open = place.reachable() && confinement == Confinement.NONE && !config.unconfined();
    }

    /** Refuses new code where it could harm the machine and anybody might send it. */
    void checkCode() {
        if (open) {
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
        if (confinement == Confinement.NONE && settings.temporaryMegabytes() != USUAL_TEMPORARY) {
            throw LambdaError.invalid("EphemeralStorage.Size can only be " + USUAL_TEMPORARY
                    + " here: functions run unconfined on this system, and nothing limits what they put into their"
                    + " temporary directory.");
        }
    }
}
