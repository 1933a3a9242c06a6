package io.millrace.testing;

import io.millrace.base.disk.LocalDisk;

/** The machine's own disk keeps the contract. */
final class LocalDiskContractTest extends DiskContract {

    LocalDiskContractTest() {
        super(new LocalDisk());
    }
}
