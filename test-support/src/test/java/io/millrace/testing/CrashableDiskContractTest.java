package io.millrace.testing;

import java.util.SplittableRandom;

/** The disk that crashes keeps the contract while it runs. */
final class CrashableDiskContractTest extends DiskContract {

    CrashableDiskContractTest() {
        super(new CrashableDisk(new SplittableRandom(1)));
    }
}
