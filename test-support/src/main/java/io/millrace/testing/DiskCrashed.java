package io.millrace.testing;

/**
 * The machine stopped here: thrown by every use of a {@link CrashableDisk} from its crash on. An {@code Error}, so that
 * no code under test mistakes it for a failure that it could handle.
 */
public final class DiskCrashed extends Error {

    private static final long serialVersionUID = 1L;

    DiskCrashed() {
        super("The disk has crashed; open CrashableDisk.reopen() instead");
    }
}
