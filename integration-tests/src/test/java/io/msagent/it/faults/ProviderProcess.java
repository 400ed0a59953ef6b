package io.msagent.it.faults;

import io.msagent.it.kit.proxy.FaultProxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** A provider process behind its proxy. */
record ProviderProcess(Process process, FaultProxy proxy, String token) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    long pid() {
        return process.pid();
    }

    /** Calls it past the proxy, as curl would; with these headers (names and values) beside the token. */
    CompletableFuture<HttpResponse<String>> direct(String method, long n, String how, String... headers) {
        String java = method.equals("once") ? "once" : "again";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + proxy.target() + "/ms/v1/call/" + method + "/" + java))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString("[" + n + ",\"" + how + "\"]"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** SIGKILL; returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
