package io.millrace.objects.open;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything that a stream's open data holds, parked objects included. */
public final class OpenProbe {

    /** @param waiting takes records, or waits for its turn to be sealed */
    public record Held(Birth birth, String state, boolean hidden, boolean waiting, String intent, String text) {}

    private OpenProbe() {}

    public static List<Held> of(OpenStream stream) throws IOException {
        List<Held> held = new ArrayList<>();
        List<LiveObject> objects;
        synchronized (stream) {
            objects = List.copyOf(stream.index().objects.values());
        }
        for (LiveObject object : objects) {
            try (InputStream in = new ExtentStream(stream.journal(), object.extents.view())) {
                boolean hidden = object.renamed;
                boolean waiting = object.state == LiveObject.State.OPEN || object.state == LiveObject.State.FULL;
                held.add(new Held(
                        object.birth,
                        object.state.name(),
                        hidden,
                        waiting,
                        object.intent,
                        new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return held;
    }
}
