package io.millrace.wire.http;

import io.millrace.wire.WireResponse;
import io.millrace.wire.sign.RawRequest;
import java.util.List;
import java.util.Optional;

/** Redeems one-time tokens and knows sessions by their cookie. Shared between threads. */
final class Login {

    static final String PATH = "/_/login";
    private static final String HOME = "/_/console";

    private final Sessions sessions;
    private final String cookie;

    /** @param port stands in the cookie's name, as cookies of one host are shared by its ports */
    Login(Sessions sessions, int port) {
        this.sessions = sessions;
        this.cookie = "millrace-" + port;
    }

    Optional<Session> session(RawRequest request) {
        for (String header : request.headers().getOrDefault("cookie", List.of())) {
            for (String pair : header.split(";", -1)) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(cookie)) {
                    return sessions.find(parts[1]);
                }
            }
        }
        return Optional.empty();
    }

    /** {@code /_/login?token=...&next=/_/...}: sets the cookie and goes on to the page. */
    WireResponse handle(PageRequest request) {
        if (request.method().equals("POST")) {
            request.session().ifPresent(session -> sessions.end(session.id()));
            return WireResponse.empty(204).with("Set-Cookie", cookie + "=; Path=/_/; Max-Age=0");
        }
        Optional<Session> made = request.queryParameter("token").flatMap(sessions::redeem);
        String next = request.queryParameter("next")
                .filter(path -> path.matches("/_/[A-Za-z0-9/_.-]*"))
                .orElse(HOME);
        if (made.isEmpty()) {
            return request.session().isPresent() ? goTo(next) : asked(request);
        }
        return goTo(next)
                .with(
                        "Set-Cookie",
                        cookie + "=" + made.get().id() + "; Path=/_/; HttpOnly; SameSite=Strict; Max-Age="
                                + Sessions.lifetime().toSeconds());
    }

    /** A page of its own rather than a redirect: after a link from elsewhere, a Strict cookie would not follow one. */
    private static WireResponse goTo(String next) {
        return Pages.html(
                200,
                "<!doctype html><meta charset=utf-8><link rel=icon href=\"data:,\"><meta http-equiv=refresh content=\"0;url="
                        + next + "\"><title>Millrace</title><a href=\"" + next + "\">Go on</a>");
    }

    /** What somebody without a session sees. */
    WireResponse asked(PageRequest request) {
        if (request.header("accept").orElse("").contains("text/html")) {
            return Pages.html(
                    401,
                    "<!doctype html><meta charset=utf-8><link rel=icon href=\"data:,\"><title>Millrace</title><style>body{font:16px/1.5 system-ui;"
                            + "max-width:34rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}</style>"
                            + "<h1>Sign in</h1><p>Open the address with a token that <code>millrace</code> printed when"
                            + " it started. A token works once; restart to get another.</p>");
        }
        return Pages.plain(401, "This page needs a session. Open the address with a token that millrace printed.");
    }
}
