package io.millrace.functions.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a function's process is kept apart from the machine. What the system allows is found out by trying it. */
public enum Confinement {
    /** The server is root: each process is another user, in mount and process namespaces of its own. */
    OTHER_USER("Functions run confined: each process as a user of its own, with its own /tmp and processes, and sees"
            + " nothing of the data directory."),
    /** The server is anybody: each process has namespaces of its own below a user namespace. */
    USER_NAMESPACE("Functions run confined: each process in a user namespace, with its own /tmp and processes, and sees"
            + " nothing of the data directory."),
    /** A plain process, which may do what the server may. */
    NONE("Functions run unconfined, as the server's own user: let nobody create functions whom you would not let log"
            + " in.");

    private static final Logger log = LoggerFactory.getLogger(Confinement.class);
    private static final int ANSWER = 42;

    private final String sentence;

    Confinement(String sentence) {
        this.sentence = sentence;
    }

    /** What it means for those who run the server. */
    public String sentence() {
        return sentence;
    }

    /**
     * The strongest that works here.
     *
     * @param temporary a directory to try it in
     */
    public static Confinement ofMachine(Path script, Path temporary) {
        for (Confinement candidate : List.of(OTHER_USER, USER_NAMESPACE)) {
            if (candidate.works(script, temporary)) {
                return candidate;
            }
        }
        return NONE;
    }

    private boolean works(Path script, Path temporary) {
        if (this == OTHER_USER && !serverIsRoot()) {
            return false;
        }
        ConfinedRoom room = new ConfinedRoom(this, script, List.of(), List.of(), 16, false);
        Path environment = temporary.resolve("try-" + name());
        try {
            Files.writeString(environment, ConfinedRoom.exports(Map.of("ANSWER", Integer.toString(ANSWER))));
            List<String> command =
                    room.command(environment, Path.of("/"), List.of("/bin/sh", "-c", "exit \"$ANSWER\""));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(ConfinedRoom.environment());
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            String said = ended ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8) : "late";
            process.destroyForcibly();
            boolean works = ended && process.exitValue() == ANSWER;
            if (!works) {
                log.info("The confinement {} does not work here: {}", this, said.strip());
            }
            return works;
        } catch (IOException impossible) {
            log.info("The confinement {} does not work here: {}", this, impossible.toString());
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean serverIsRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return false;
        }
    }
}
