package io.millrace.objects.store;

/** What a caller of the store can do wrong; a disk's fault is an {@link java.io.IOException} instead. */
public abstract sealed class StoreFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StoreFault(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** There is none of that name, or it is another incarnation than the one asked for. */
    public static final class NoSuchBucket extends StoreFault {
        private static final long serialVersionUID = 1L;

        public NoSuchBucket(String name) {
            super("The bucket " + name + " does not exist.");
        }
    }

    /** The name is taken. */
    public static final class BucketExists extends StoreFault {
        private static final long serialVersionUID = 1L;

        public BucketExists(String name) {
            super("The bucket " + name + " exists already.");
        }
    }

    /** Objects stand in it. */
    public static final class BucketNotEmpty extends StoreFault {
        private static final long serialVersionUID = 1L;

        public BucketNotEmpty(String name) {
            super("The bucket " + name + " holds objects. Delete them first.");
        }
    }

    /** No bucket can be named so. */
    public static final class InvalidBucketName extends StoreFault {
        private static final long serialVersionUID = 1L;

        public InvalidBucketName(String name) {
            super("'" + name
                    + "' cannot name a bucket: 3 to 63 lower-case letters, digits, dots and hyphens, beginning and ending"
                    + " with a letter or digit, without two dots in a row, and no IP address.");
        }
    }

    /** No object can have that key. */
    public static final class InvalidKey extends StoreFault {
        private static final long serialVersionUID = 1L;

        public InvalidKey(String message) {
            super(message);
        }
    }

    /** Nothing stands at the key. */
    public static final class NoSuchKey extends StoreFault {
        private static final long serialVersionUID = 1L;

        public NoSuchKey(String key) {
            super("No object stands at the key " + key + ".");
        }
    }

    /** A {@link PutCondition} did not hold. */
    public static final class PreconditionFailed extends StoreFault {
        private static final long serialVersionUID = 1L;

        public PreconditionFailed(String message) {
            super(message);
        }
    }

    /** The metadata is longer than a store can keep beside an object. */
    public static final class MetadataTooLarge extends StoreFault {
        private static final long serialVersionUID = 1L;

        public MetadataTooLarge(int limit) {
            super("An object's headers and user metadata together may take " + limit + " bytes here. Send less.");
        }
    }

    /** The upload was completed, aborted, or never begun for that key. */
    public static final class NoSuchUpload extends StoreFault {
        private static final long serialVersionUID = 1L;

        public NoSuchUpload(String id) {
            super("The upload " + id + " does not exist: it may have been completed or aborted.");
        }
    }

    /** A part that completion names is missing, or was replaced since. */
    public static final class InvalidPart extends StoreFault {
        private static final long serialVersionUID = 1L;

        public InvalidPart(int number) {
            super("Part " + number + " was not uploaded, or not with that ETag.");
        }
    }

    /** Parts must be named in ascending order. */
    public static final class InvalidPartOrder extends StoreFault {
        private static final long serialVersionUID = 1L;

        public InvalidPartOrder() {
            super("The list of parts was not in ascending order.");
        }
    }

    /** A part other than the last is under 5 MiB. */
    public static final class PartTooSmall extends StoreFault {
        private static final long serialVersionUID = 1L;

        public PartTooSmall(int number, long size) {
            super("Part " + number + " has " + size + " bytes; every part but the last needs at least 5 MiB.");
        }
    }
}
