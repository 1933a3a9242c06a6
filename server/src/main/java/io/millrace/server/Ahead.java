package io.millrace.server;

import io.millrace.access.Access;
import io.millrace.base.control.ControlDatabase;
import io.millrace.wire.http.HttpFront;
import org.slf4j.LoggerFactory;

/**
 * Loads on a second processor what the start needs a moment later. Nothing depends on it: whoever comes first loads,
 * and the other waits for that class alone.
 */
final class Ahead {

    private Ahead() {}

    static void load() {
        Thread.ofPlatform().name("millrace-ahead").daemon().start(() -> {
            LoggerFactory.getLogger(Ahead.class);
            ControlDatabase.load();
            Access.load();
            HttpFront.load();
        });
    }
}
