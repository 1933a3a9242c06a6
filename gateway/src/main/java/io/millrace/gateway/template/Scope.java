package io.millrace.gateway.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of one template while it is compiled, each with its slot; the host's own objects come first. */
final class Scope {

    private final Map<String, Integer> slots = new HashMap<>();
    private final int hosts;
    private boolean loops;
    private boolean heavy;

    Scope(List<String> hosts) {
        hosts.forEach(this::slot);
        this.hosts = hosts.size();
    }

    int slot(String name) {
        return slots.computeIfAbsent(name, unknown -> slots.size());
    }

    /** What is rooted at the host's own objects and gives nothing prints nothing, as at AWS. */
    boolean isHost(int slot) {
        return slot < hosts;
    }

    int size() {
        return slots.size();
    }

    void sawLoop() {
        loops = true;
    }

    /** Regular expressions, and JSON paths that search. */
    void sawHeavyCall() {
        heavy = true;
    }

    boolean isLight() {
        return !loops && !heavy;
    }
}
