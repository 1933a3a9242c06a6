package io.millrace.objects.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which parts make the object: what the completion names, held against what was uploaded. */
final class PartSelection {

    static final long MIN_PART = 5L * 1024 * 1024;

    private PartSelection() {}

    static List<Part> of(Map<Integer, Part> uploaded, List<PartRef> wanted) {
        List<Part> chosen = new ArrayList<>();
        int before = 0;
        for (PartRef ref : wanted) {
            if (ref.number() <= before) {
                throw new StoreFault.InvalidPartOrder();
            }
            before = ref.number();
            chosen.add(match(uploaded.get(ref.number()), ref));
        }
        if (chosen.isEmpty()) {
            throw new StoreFault.InvalidPart(1);
        }
        checkSizes(chosen);
        return chosen;
    }

    private static Part match(@Nullable Part part, PartRef ref) {
        if (part == null || !part.etag().equals(ref.etag())) {
            throw new StoreFault.InvalidPart(ref.number());
        }
        return part;
    }

    private static void checkSizes(List<Part> chosen) {
        for (Part part : chosen.subList(0, chosen.size() - 1)) {
            if (part.size() < MIN_PART) {
                throw new StoreFault.PartTooSmall(part.number(), part.size());
            }
        }
    }
}
