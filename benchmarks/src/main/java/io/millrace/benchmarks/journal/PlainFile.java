package io.millrace.benchmarks.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** The baseline: a file, nothing but blocks, each forced. */
final class PlainFile {

    private PlainFile() {}

    /** Writes and forces blocks of a size, as fast as one thread can, into a file that it removes. */
    static double bytesPerSecond(Path file, int block, Duration duration) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(block);
            long start = System.nanoTime();
            long written = 0;
            while (System.nanoTime() - start < duration.toNanos()) {
                buffer.clear();
                while (buffer.hasRemaining()) {
                    written += channel.write(buffer);
                }
                channel.force(true);
            }
            return written / ((System.nanoTime() - start) / 1e9);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Reads a file from its beginning to its end. */
    static long read(Path file, ByteBuffer buffer) throws IOException {
        long sum = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int read;
            while ((read = channel.read(buffer.clear())) >= 0) {
                sum += read;
            }
        }
        return sum;
    }
}
