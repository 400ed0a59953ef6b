package io.msagent.orchestrator.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/** The API's description, {@code docs/openapi.json}, packed beside this class. */
final class OpenApi {
    private final byte[] document;

    OpenApi() {
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json: missing (expected: packed into the orchestrator's jar)");
            }
            document = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Route route() {
        return Route.get(
                "/ms/v1/openapi.json", Set.of(), request -> Answers.bytes(request.exchange(), Answers.JSON, document));
    }
}
