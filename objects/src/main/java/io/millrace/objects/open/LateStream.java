package io.millrace.objects.open;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A stream that is made at the first read, so that what is wrong with it is told there. Used by one thread. */
final class LateStream extends InputStream {

    /** Makes it. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    private final Source source;
    private @Nullable InputStream opened;

    LateStream(Source source) {
        this.source = source;
    }

    private InputStream opened() throws IOException {
        InputStream in = opened;
        if (in == null) {
            in = source.open();
            opened = in;
        }
        return in;
    }

    @Override
    public int read() throws IOException {
        return opened().read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return opened().read(into, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}
