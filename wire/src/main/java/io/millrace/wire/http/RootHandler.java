package io.millrace.wire.http;

import io.millrace.wire.WireResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one handler of the server, never blocking: takes the hot paths itself and hands the rest to virtual threads. Shared
 * between threads.
 */
final class RootHandler extends Handler.Abstract.NonBlocking {

    private static final Logger log = LoggerFactory.getLogger(RootHandler.class);

    private final Optional<HotPath> hotPath;
    private final SignedHotPath signed;
    private final HostCheck hosts;
    private final ServiceCalls services;
    private final Pages pages;
    private final Executor blocking;
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private volatile boolean draining;

    RootHandler(
            Optional<HotPath> hotPath,
            SignedHotPath signed,
            HostCheck hosts,
            ServiceCalls services,
            Pages pages,
            Executor blocking) {
        this.hotPath = hotPath;
        this.signed = signed;
        this.hosts = hosts;
        this.services = services;
        this.pages = pages;
        this.blocking = blocking;
    }

    @Override
    public boolean handle(Request request, Response response, Callback whenDone) {
        begun.increment();
        Callback callback = Callback.from(whenDone, ended::increment);
        if (draining) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        String host = JettyExchange.hostOf(request);
        if (!hosts.allows(host)) {
            refuseHost(response, callback, host);
            return true;
        }
        String path = JettyExchange.rawPath(request);
        if (hotPath.isPresent() && hotPath.get().accepts(request.getMethod(), path, host)) {
            new HotExchange(hotPath.get(), request, response, callback, host).start();
            return true;
        }
        if (signed.takes(request, path)) {
            new HotExchange(signed, request, response, callback, host).start();
            return true;
        }
        JettyExchange exchange = new JettyExchange(request, response, callback);
        blocking.execute(() -> answer(exchange, path));
        return true;
    }

    /** How many requests are under way. */
    long underWay() {
        return begun.sum() - ended.sum();
    }

    void drain() {
        draining = true;
    }

    private void answer(JettyExchange exchange, String path) {
        try {
            if (path.startsWith("/_/")) {
                pages.answer(exchange);
            } else if (isBrowser(exchange.request())) {
                exchange.send(forBrowser(path));
            } else {
                services.answer(exchange);
            }
        } catch (IOException gone) {
            log.debug("The client went away", gone);
            exchange.fail(gone);
        } catch (RuntimeException | Error fault) {
            log.error("A request failed after its answer had begun: {}", path, fault);
            exchange.fail(fault);
        }
    }

    /** A person who typed the address: no signature, and asks for a page. */
    private static boolean isBrowser(Request request) {
        String accept = request.getHeaders().get(HttpHeader.ACCEPT);
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && !request.getHeaders().contains(HttpHeader.AUTHORIZATION)
                && !JettyExchange.rawQuery(request).contains("X-Amz-Algorithm=");
    }

    private static WireResponse forBrowser(String path) {
        if (path.equals("/")) {
            return WireResponse.empty(302).with("Location", "/_/console");
        }
        return Pages.html(
                403,
                "<!doctype html><meta charset=utf-8><title>Millrace</title><p>This address answers signed AWS requests."
                        + " Go to the <a href=\"/_/console\">console</a>, or point an AWS client here:"
                        + " <code>millrace env</code> prints its settings.</p>");
    }

    private static void refuseHost(Response response, Callback callback, String host) {
        byte[] message =
                ("{\"message\":\"This server does not answer to the name in the Host header. Use localhost or an"
                                + " address, or add the name to wire.hosts.\"}")
                        .getBytes(StandardCharsets.UTF_8);
        log.debug("Refused the host {}", host);
        response.setStatus(421);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(message), callback);
    }
}
