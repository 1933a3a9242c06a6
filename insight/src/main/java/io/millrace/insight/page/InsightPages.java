package io.millrace.insight.page;

import io.millrace.base.Caller;
import io.millrace.base.Json;
import io.millrace.insight.definition.Definition;
import io.millrace.insight.state.Kind;
import io.millrace.insight.visual.VisualData;
import io.millrace.wire.CommonError;
import io.millrace.wire.WireException;
import io.millrace.wire.WireResponse;
import io.millrace.wire.http.PageHandler;
import io.millrace.wire.http.PageRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests of the pages, under {@code /_/api/insight}: {@code GET boards}, {@code GET dashboards/{id}} and {@code
 * analyses/{id}}, {@code POST .../{id}/visuals/{visual}/data}. Shared between threads.
 */
final class InsightPages implements PageHandler {

    private static final Logger log = LoggerFactory.getLogger(InsightPages.class);
    private static final String ROOT = "/_/api/insight/";

    private final Boards boards;

    InsightPages(Boards boards) {
        this.boards = boards;
    }

    @Override
    public WireResponse handle(PageRequest request) {
        try {
            return WireResponse.json(200, answer(request));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return WireResponse.json(503, Json.MAPPER.createObjectNode().put("error", "The server is stopping."));
        } catch (RuntimeException failure) {
            PageFailure said = PageFailure.of(failure);
            if (said.ours()) {
                log.error("{} {} failed", request.method(), request.path(), failure);
            }
            return WireResponse.json(said.status(), said.json());
        }
    }

    private ObjectNode answer(PageRequest request) throws InterruptedException {
        List<String> path =
                Arrays.asList(request.path().substring(ROOT.length()).split("/", -1));
        if (request.method().equals("GET") && path.equals(List.of("boards"))) {
            return list(caller(request));
        }
        if (request.method().equals("GET") && path.size() == 2) {
            Board board = board(request, path);
            return BoardJson.board(board, boards.dataSetNames(board)).put("account", boards.account());
        }
        boolean data =
                path.size() == 5 && path.get(2).equals("visuals") && path.get(4).equals("data");
        if (request.method().equals("POST") && data) {
            return data(board(request, path), path.get(3));
        }
        throw missing("There is no page request " + request.method() + " " + request.path() + ".");
    }

    private ObjectNode list(Caller caller) {
        ObjectNode document = Json.MAPPER.createObjectNode().put("account", boards.account());
        ArrayNode list = document.putArray("boards");
        boards.list(caller).forEach(resource -> list.add(BoardJson.summary(resource)));
        return document;
    }

    private Board board(PageRequest request, List<String> path) {
        Kind kind = kind(path.getFirst());
        return boards.find(caller(request), kind, request.queryParameter("region"), path.get(1))
                .orElseThrow(() -> missing("There is no such board."));
    }

    private ObjectNode data(Board board, String visualId) throws InterruptedException {
        Definition.Placed placed = board.definition()
                .visual(visualId)
                .orElseThrow(() -> missing("The board has no visual '" + visualId + "'."));
        VisualData data = boards.run(board, placed);
        return BoardJson.data(visualId, data);
    }

    static Kind kind(String word) {
        return switch (word) {
            case "dashboards" -> Kind.DASHBOARD;
            case "analyses" -> Kind.ANALYSIS;
            default -> throw missing("There are dashboards and analyses here, no '" + word + "'.");
        };
    }

    static Caller caller(PageRequest request) {
        return request.session()
                .orElseThrow(() -> new WireException(
                        CommonError.MISSING_AUTHENTICATION_TOKEN, "Sign in with the address that the server prints."))
                .caller();
    }

    static WireException missing(String message) {
        return new WireException(PageError.NOT_FOUND, message);
    }

    /** Requests of pages that lead nowhere. */
    private enum PageError implements io.millrace.wire.ErrorCode {
        NOT_FOUND;

        @Override
        public String wireName() {
            return "NotFound";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /** The board that a stream's query names. */
    static Optional<Board> named(Boards boards, PageRequest request) {
        Kind kind = kind(request.queryParameter("kind").orElse("dashboards"));
        String id = request.queryParameter("id").orElse("");
        return boards.find(caller(request), kind, request.queryParameter("region"), id);
    }
}
