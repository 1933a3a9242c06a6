package io.millrace.functions.runtime;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lambda Runtime API of one worker, on a loopback port of its own: whatever arrives here, however broken, concerns
 * that worker alone. Shared between threads; each connection has a virtual thread.
 */
final class RuntimeListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RuntimeListener.class);
    private static final String PREFIX = "/2018-06-01/runtime/";

    /** What the worker does with the runtime's calls. */
    interface Calls {
        /** Waits for the next invocation. */
        Invocation next() throws InterruptedException;

        /** False where no such invocation is open. */
        boolean answered(String requestId, HttpMessage answer);

        boolean failed(String requestId, HttpMessage error);

        void initFailed(HttpMessage error);
    }

    private final ServerSocket server;
    private final int bodyLimit;
    private final Calls calls;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    RuntimeListener(int bodyLimit, Calls calls) throws IOException {
        this.bodyLimit = bodyLimit;
        this.calls = calls;
        this.server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        threads.add(
                Thread.ofVirtual().name("runtime-api-" + server.getLocalPort()).start(this::accept));
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                threads.add(Thread.ofVirtual().name("runtime-api").start(() -> serve(connection)));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
            OutputStream out = new BufferedOutputStream(connection.getOutputStream(), 1 << 16);
            Optional<HttpMessage> request = HttpMessage.read(in, out, bodyLimit);
            while (request.isPresent()) {
                answer(request.get(), out);
                out.flush();
                request = request.get().closesConnection() ? Optional.empty() : HttpMessage.read(in, out, bodyLimit);
            }
        } catch (IOException broken) {
            log.debug("A runtime's connection ended: {}", broken.toString());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
            threads.remove(Thread.currentThread());
        }
    }

    private void answer(HttpMessage request, OutputStream out) throws IOException, InterruptedException {
        String path = request.path().startsWith(PREFIX) ? request.path().substring(PREFIX.length()) : "";
        String[] parts = path.split("/", -1);
        boolean post = request.method().equals("POST");
        if (request.method().equals("GET") && path.equals("invocation/next")) {
            deliver(calls.next(), out);
        } else if (post && path.equals("init/error")) {
            calls.initFailed(request);
            write(out, 202);
        } else if (post && parts.length == 3 && parts[0].equals("invocation")) {
            write(out, taken(parts[1], parts[2], request));
        } else {
            write(out, 404);
        }
    }

    private int taken(String requestId, String what, HttpMessage request) {
        boolean known = switch (what) {
            case "response" -> calls.answered(requestId, request);
            case "error" -> calls.failed(requestId, request);
            default -> false;
        };
        if (!known) {
            return 400;
        }
        return request.tooLarge() ? 413 : 202;
    }

    private static void deliver(Invocation invocation, OutputStream out) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.put("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadlineMillis()));
        headers.put("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
        headers.put("Lambda-Runtime-Trace-Id", invocation.traceId());
        invocation.clientContext().ifPresent(context -> headers.put("Lambda-Runtime-Client-Context", context));
        write(out, 200, headers, invocation.payload());
    }

    private static void write(OutputStream out, int status) throws IOException {
        String text = switch (status) {
            case 202 -> "{\"status\":\"OK\"}";
            case 413 ->
                "{\"errorMessage\":\"Exceeded maximum allowed payload size.\","
                        + "\"errorType\":\"RequestEntityTooLarge\"}";
            case 400 ->
                "{\"errorMessage\":\"No invocation with this request id is open.\","
                        + "\"errorType\":\"InvalidRequestID\"}";
            default -> "{\"errorMessage\":\"No such call of the Runtime API.\",\"errorType\":\"NotFound\"}";
        };
        write(out, status, Map.of("Content-Type", "application/json"), bytes(text));
    }

    private static void write(OutputStream out, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(status < 300 ? " OK" : " Refused");
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        head.append("\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
        out.write(bytes(head.toString()));
        out.write(body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException failure) {
            log.debug("The Runtime API of a worker does not close: {}", failure.toString());
        }
        threads.forEach(Thread::interrupt);
    }
}
