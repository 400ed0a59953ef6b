package io.msagent.orchestrator.store;

import io.msagent.orchestrator.model.Death;
import io.msagent.orchestrator.model.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@link History} as it is kept.
 *
 * @param lastOut ISO 8601
 * @param lastIn ISO 8601
 */
public record HistoryRecord(List<Died> deaths, String lastOut, String lastIn) {
    private static final int MOST_REASON = 500;

    /** A {@link Death} as it is kept. */
    public record Died(
            String id,
            String digest,
            @Nullable String host,
            String at,
            long livedMillis,
            boolean served,
            String reason) {}

    /** Copies the list. */
    public HistoryRecord {
        deaths = List.copyOf(deaths);
    }

    /** The history as it is kept; long reasons are cut. */
    public static HistoryRecord of(History history) {
        return new HistoryRecord(
                history.deaths().stream()
                        .map(d -> new Died(
                                d.id(),
                                d.digest(),
                                d.host(),
                                d.at().toString(),
                                d.lived().toMillis(),
                                d.served(),
                                d.reason().substring(0, Math.min(d.reason().length(), MOST_REASON))))
                        .toList(),
                history.lastOut().toString(),
                history.lastIn().toString());
    }

    /**
     * The history. Another orchestrator's clock may have been ahead: what would lie in the future was just now.
     *
     * @param now by the clock of who reads it
     */
    public History history(Instant now) {
        return new History(
                deaths.stream()
                        .map(d -> new Death(
                                d.id(),
                                d.digest(),
                                Objects.requireNonNullElse(d.host(), ""),
                                past(d.at(), now),
                                Duration.ofMillis(Math.max(0, d.livedMillis())),
                                d.served(),
                                d.reason()))
                        .toList(),
                past(lastOut, now),
                past(lastIn, now));
    }

    private static Instant past(String at, Instant now) {
        Instant then = Instant.parse(at);
        return then.isAfter(now) ? now : then;
    }
}
