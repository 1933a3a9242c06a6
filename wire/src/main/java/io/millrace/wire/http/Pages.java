package io.millrace.wire.http;

import io.millrace.base.Json;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.CommonError;
import io.millrace.wire.FormText;
import io.millrace.wire.Protocol;
import io.millrace.wire.WireException;
import io.millrace.wire.WireResponse;
import io.millrace.wire.sign.RawRequest;
import io.millrace.wire.sign.UriText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our own paths under {@code /_/}. Shared between threads. */
final class Pages {

    private static final Logger log = LoggerFactory.getLogger(Pages.class);

    /** Who may ask for a page. */
    enum Door {
        OPEN,
        SESSION
    }

    /** @param path the page and everything below it */
    record Page(String path, Door door, PageHandler handler) {

        boolean covers(String requested) {
            return requested.startsWith(path)
                    && (requested.length() == path.length()
                            || path.endsWith("/")
                            || requested.charAt(path.length()) == '/');
        }
    }

    record Stream(String path, EventStream stream) {}

    private final List<Page> pages;
    private final List<Stream> streams;
    private final Login login;
    private final LiveStreams live;

    /** @param pages the longest path first */
    Pages(List<Page> pages, List<Stream> streams, Login login, LiveStreams live) {
        this.pages = pages;
        this.streams = streams;
        this.login = login;
        this.live = live;
    }

    /** Answers; blocks. */
    void answer(JettyExchange exchange) throws IOException {
        RawRequest raw = exchange.raw();
        PageRequest request = new PageRequest(
                raw.method(),
                UriText.decode(raw.rawPath(), false),
                FormText.parse(raw.rawQuery()),
                raw.headers(),
                exchange.body(),
                login.session(raw));
        Optional<Stream> stream = streams.stream()
                .filter(candidate -> candidate.path().equals(request.path()))
                .findFirst();
        if (stream.isPresent() && request.session().isPresent() && raw.method().equals("GET")) {
            live.open(exchange, request, stream.get().stream());
            return;
        }
        exchange.send(secured(run(raw, request)));
    }

    private WireResponse run(RawRequest raw, PageRequest request) {
        try {
            return page(raw, request);
        } catch (WireException refusal) {
            return problem(refusal);
        } catch (AccessDenied denial) {
            return problem(new WireException(CommonError.ACCESS_DENIED, denial.text()));
        } catch (Exception fault) {
            String id = RequestId.next(Protocol.REST_JSON);
            log.error("Page request {} failed: {} {}", id, raw.method(), raw.rawPath(), fault);
            return problem(new WireException(
                    CommonError.INTERNAL_FAILURE, "Something broke. The server's log tells more under " + id + "."));
        }
    }

    private static WireResponse problem(WireException refusal) {
        return ErrorAnswer.of(Protocol.REST_JSON, refusal, "");
    }

    private WireResponse page(RawRequest raw, PageRequest request) throws Exception {
        if (request.path().equals(Login.PATH)) {
            return login.handle(request);
        }
        for (Page page : pages) {
            if (page.covers(request.path())) {
                if (page.door() == Door.SESSION && request.session().isEmpty()) {
                    return login.asked(request);
                }
                if (!SameOrigin.holds(raw)) {
                    return plain(403, "This request comes from another site's page.");
                }
                return page.handler().handle(request);
            }
        }
        return request.session().isEmpty() ? login.asked(request) : plain(404, "There is no page " + request.path());
    }

    static WireResponse plain(int status, String message) {
        byte[] body = Json.MAPPER.writeValueAsBytes(Map.of("message", message));
        return WireResponse.of(status, "application/json", body);
    }

    static WireResponse html(int status, String body) {
        return WireResponse.of(status, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Headers that every page gets, unless it says otherwise itself. */
    private static WireResponse secured(WireResponse answer) {
        WireResponse secured = answer;
        for (Map.Entry<String, String> header : Map.of(
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY",
                        "Referrer-Policy", "no-referrer",
                        "Cache-Control", "no-store")
                .entrySet()) {
            if (!answer.headers().containsKey(header.getKey())) {
                secured = secured.with(header.getKey(), header.getValue());
            }
        }
        return secured;
    }
}
