package io.millrace.benchmarks.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** The baseline: Jetty with one non-blocking handler that reads the body and answers 200. A process of its own. */
public final class BareJetty {

    private static final ByteBuffer ANSWER = ByteBuffer.wrap("{}".getBytes(StandardCharsets.US_ASCII));

    private BareJetty() {}

    /** @param args the port */
    public static void main(String[] args) throws Exception {
        Server server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[0]));
        server.addConnector(connector);
        server.setHandler(new Answer());
        server.start();
        server.join();
    }

    private static final class Answer extends Handler.Abstract.NonBlocking {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Content.Source.asByteBuffer(
                    request,
                    org.eclipse.jetty.util.Promise.from(
                            body -> {
                                response.setStatus(200);
                                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, ANSWER.remaining());
                                response.write(true, BufferUtil.copy(ANSWER), callback);
                            },
                            callback::failed));
            return true;
        }
    }
}
