package io.msagent.orchestrator.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsFiles;
import io.msagent.orchestrator.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Asks over HTTP, with little patience. */
final class Asking {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client;

    /**
     * What came back.
     *
     * @param body a missing node if it is no JSON
     * @param skew by how much the clock there is ahead of ours; empty if it did not say
     */
    record Answer(int status, JsonNode body, Optional<Duration> skew) {}

    /** @param tls empty: as the JVM does it */
    Asking(Optional<TlsFiles> tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        tls.ifPresent(files -> builder.sslContext(new ReloadingTls(files).context()));
        client = builder.build();
    }

    Answer get(URI address, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        headers.forEach(request::header);
        Instant before = Instant.now();
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
            return new Answer(
                    answer.statusCode(),
                    json(answer.body()),
                    answer.headers().firstValue("date").flatMap(date -> skew(date, middle)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The header tells whole seconds: half a one is added for what it leaves out. */
    private static Optional<Duration> skew(String date, Instant now) {
        try {
            Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .plusMillis(500);
            return Optional.of(Duration.between(now, there));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return Json.MAPPER.missingNode();
        }
    }
}
