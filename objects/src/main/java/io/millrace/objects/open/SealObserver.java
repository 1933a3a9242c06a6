package io.millrace.objects.open;

/** Hears how the sealing of objects goes. Called under the stream's guard: must not block. */
public interface SealObserver {

    SealObserver NONE = new SealObserver() {
        @Override
        public void sealed(Birth birth, long bytes, long records) {}

        @Override
        public void failed(Birth birth) {}
    };

    /**
     * The object stands in its bucket for good.
     *
     * @param bytes before encoding
     * @param records log records whose outcomes it holds
     */
    void sealed(Birth birth, long bytes, long records);

    /** A step of its sealing failed, and is tried again. */
    void failed(Birth birth);
}
