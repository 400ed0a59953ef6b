package io.msagent.orchestrator.dashboard;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the dashboard's files, and no others: {@code /} is the page, {@code /NAME} each file that it needs. They are the
 * same for everybody and need no credentials. Immutable, so safe for many threads; never blocks.
 */
public final class DashboardHandler implements HttpHandler {
    private static final String PAGE = "index.html";

    /** Every file; nothing is looked up by a path that a client has named. */
    private static final List<String> FILES = List.of(
            PAGE,
            "base.css",
            "icon.svg",
            "keys.js",
            "layout.css",
            "main.js",
            "model/actions.js",
            "model/format.js",
            "model/layers.js",
            "model/ring.js",
            "model/states.js",
            "model/store.js",
            "net/actor.js",
            "net/api.js",
            "net/key.js",
            "net/sse.js",
            "net/stream.js",
            "parts.css",
            "parts/badge.js",
            "parts/banner.js",
            "parts/cells.js",
            "parts/dialog.js",
            "parts/dom.js",
            "parts/eventlist.js",
            "parts/facts.js",
            "parts/graphdrawing.js",
            "parts/instancetable.js",
            "parts/keyed.js",
            "parts/keyform.js",
            "parts/scaleform.js",
            "parts/spark.js",
            "parts/table.js",
            "parts/toast.js",
            "route.js",
            "table.css",
            "theme.js",
            "views/events.js",
            "views/graph.js",
            "views/hosts.js",
            "views/instances.js",
            "views/logs.js",
            "views/service.js",
            "views/services.js");

    /**
     * The page runs nothing but its own files and talks to nobody but who served it. With trusted types, writing markup
     * from data is refused by the browser, should a change of the page ever try.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private static final Map<HttpString, String> PROTECTION = Map.of(
            new HttpString("Content-Security-Policy"), POLICY,
            new HttpString("X-Content-Type-Options"), "nosniff",
            new HttpString("X-Frame-Options"), "DENY",
            new HttpString("Referrer-Policy"), "no-referrer",
            new HttpString("Cross-Origin-Opener-Policy"), "same-origin",
            new HttpString("Cross-Origin-Resource-Policy"), "same-origin");

    private final Map<String, Asset> assets;

    /**
     * Reads all files, so that one that is missing shows at the start.
     *
     * @throws IllegalStateException if one is missing
     */
    public DashboardHandler() {
        assets = FILES.stream().collect(Collectors.toUnmodifiableMap(DashboardHandler::path, Asset::read));
    }

    private static String path(String name) {
        return name.equals(PAGE) ? "/" : "/" + name;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        PROTECTION.forEach(headers::put);
        Asset asset = assets.get(exchange.getRequestPath());
        if (asset == null) {
            say(exchange, StatusCodes.NOT_FOUND, "no such file\n");
        } else if (!exchange.getRequestMethod().equals(Methods.GET)
                && !exchange.getRequestMethod().equals(Methods.HEAD)) {
            headers.put(Headers.ALLOW, "GET, HEAD");
            say(exchange, StatusCodes.METHOD_NOT_ALLOWED, "no such method for this file\n");
        } else {
            send(exchange, asset);
        }
    }

    private static void send(HttpServerExchange exchange, Asset asset) {
        HeaderMap headers = exchange.getResponseHeaders();
        // no-cache: asked for again each time, so that a page never mixes files of two versions
        headers.put(Headers.CACHE_CONTROL, "no-cache");
        headers.put(Headers.ETAG, asset.tag());
        if (names(exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH), asset.tag())) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
            exchange.endExchange();
        } else {
            headers.put(Headers.CONTENT_TYPE, asset.type());
            exchange.setResponseContentLength(asset.content().length);
            exchange.getResponseSender().send(ByteBuffer.wrap(asset.content()));
        }
    }

    private static boolean names(@Nullable String condition, String tag) {
        return condition != null
                && Arrays.stream(condition.split(",", -1))
                        .map(String::strip)
                        .flatMap(one -> Stream.of(one, one.replaceFirst("^W/", "")))
                        .anyMatch(tag::equals);
    }

    private static void say(HttpServerExchange exchange, int status, String text) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(text);
    }
}
