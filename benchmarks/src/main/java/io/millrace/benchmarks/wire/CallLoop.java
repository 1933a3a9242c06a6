package io.millrace.benchmarks.wire;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends requests over kept-alive connections in a closed loop: one thread writes to all of its connections, then reads
 * all answers. What its own threads take is known, so that the rest of the process's time is the server's.
 */
final class CallLoop {

    private static final int THREADS = 2;

    /**
     * @param calls answered
     * @param serverMicros processor time of everybody but the callers, for one call
     * @param seconds measured
     */
    record Measured(long calls, double serverMicros, double seconds) {

        double rate() {
            return calls / seconds;
        }
    }

    private record Share(long calls, long ownNanos) {}

    private CallLoop() {}

    static Measured run(int port, int connections, List<byte[]> calls, Duration time) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            long processBefore = processNanos();
            long started = System.nanoTime();
            List<Callable<Share>> shares = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                shares.add(() -> share(port, connections / THREADS, calls, started + time.toNanos()));
            }
            List<Future<Share>> done = threads.invokeAll(shares);
            double seconds = (System.nanoTime() - started) / 1e9;
            long total = processNanos() - processBefore;
            long answered = 0;
            for (Future<Share> future : done) {
                Share share = future.get();
                answered += share.calls();
                total -= share.ownNanos();
            }
            return new Measured(answered, total / 1e3 / answered, seconds);
        }
    }

    private static Share share(int port, int connections, List<byte[]> calls, long until) throws IOException {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<Socket> sockets = new ArrayList<>();
        long count = 0;
        try {
            for (int i = 0; i < connections; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                sockets.add(socket);
            }
            byte[] buffer = new byte[16 * 1024];
            while (System.nanoTime() < until) {
                for (Socket socket : sockets) {
                    socket.getOutputStream().write(calls.get((int) (count++ % calls.size())));
                }
                for (Socket socket : sockets) {
                    readAnswer(socket.getInputStream(), buffer);
                }
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        return new Share(count, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }

    /** An answer is small and comes as one piece, or as its head and its body. */
    private static void readAnswer(InputStream in, byte[] buffer) throws IOException {
        int length = 0;
        while (true) {
            int got = in.read(buffer, length, buffer.length - length);
            if (got < 0) {
                throw new IOException("The server closed the connection.");
            }
            length += got;
            if (buffer[length - 1] == '}') {
                check(buffer, length);
                return;
            }
        }
    }

    private static void check(byte[] buffer, int length) throws IOException {
        if (buffer[9] != '2' || buffer[10] != '0' || buffer[11] != '0') {
            throw new IOException(new String(buffer, 0, length, StandardCharsets.UTF_8));
        }
    }

    private static long processNanos() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            return system.getProcessCpuTime();
        }
        throw new IllegalStateException("This Java does not tell the processor time of its process.");
    }
}
