package io.millrace.functions.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a process sees of the machine, and how much it may take of it. Nothing of this holds where nothing confines it.
 *
 * @param script {@code confine.sh}, which makes the room from within
 * @param hidden directories of which nothing is seen but what is shown
 * @param shown directories that are seen, unchangeable, wherever they lie; at most 6
 * @param temporaryMegabytes what {@code /tmp} may hold
 * @param watched whether the process is ended for it when the server's end of standard input closes
 */
public record ConfinedRoom(
        Confinement confinement,
        Path script,
        List<Path> hidden,
        List<Path> shown,
        int temporaryMegabytes,
        boolean watched) {

    /** As many as Lambda allows. */
    private static final int PROCESSES = 1024;

    /** Users that no package and no person is given. */
    private static final int FIRST_USER = 61_184;

    private static final int USERS = 4000;
    private static final AtomicInteger STARTED = new AtomicInteger();

    boolean confines() {
        return confinement != Confinement.NONE;
    }

    /** The command that makes the room and runs the program in it. */
    List<String> command(Path environment, Path directory, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add("unshare");
        String user = "-";
        if (confinement == Confinement.OTHER_USER) {
            user = Integer.toString(FIRST_USER + Math.floorMod(STARTED.getAndIncrement(), USERS));
        } else {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of("--mount", "--pid", "--ipc", "--fork", "--kill-child", "--mount-proc", "--"));
        command.addAll(List.of("/bin/sh", script.toString(), user, Integer.toString(temporaryMegabytes)));
        command.addAll(List.of(Integer.toString(PROCESSES), watched ? "watch" : "keep"));
        command.addAll(List.of(environment.toString(), directory.toString()));
        hidden.forEach(path -> command.add(path.toString()));
        command.add("--");
        shown.stream().filter(this::hides).forEach(path -> command.add(path.toString()));
        command.add("--");
        command.addAll(program);
        return command;
    }

    private boolean hides(Path path) {
        return path.startsWith("/tmp") || hidden.stream().anyMatch(path::startsWith);
    }

    /** What the programs that make the room see: nothing that a function could have put there. */
    static Map<String, String> environment() {
        return Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    }

    /** A file for {@code confine.sh}. */
    static String exports(Map<String, String> environment) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(environment)
                .forEach((name, value) -> text.append("export ")
                        .append(name)
                        .append("='")
                        .append(value.replace("'", "'\\''"))
                        .append("'\n"));
        return text.toString();
    }
}
