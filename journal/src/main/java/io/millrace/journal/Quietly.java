package io.millrace.journal;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is tidy but not needed: its failure is a line in the log at most. */
final class Quietly {

    private static final Logger log = LoggerFactory.getLogger(Quietly.class);

    interface Step {
        void run() throws IOException;
    }

    private Quietly() {}

    static void run(Step step) {
        try {
            step.run();
        } catch (IOException failed) {
            log.debug("Tidying up failed; recovery does it again", failed);
        }
    }
}
