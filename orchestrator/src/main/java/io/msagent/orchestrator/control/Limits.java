package io.msagent.orchestrator.control;

import java.time.Duration;

/**
 * The numbers of the plan.
 *
 * @param startTimeout a start that has not registered and answered by then has failed
 * @param unknown an intended start of which no process can be found by then did not happen
 * @param stopGrace how long a provider that was asked to end may take
 * @param backOff pause before a second start in a row that died quickly; doubles with each
 * @param backOffMax longest such pause
 * @param quick a death within this time of the start is a quick one
 * @param quickDeaths after this many quick deaths in a row the service is given up for a while
 * @param giveUp how long that is
 */
public record Limits(
        Duration startTimeout,
        Duration unknown,
        Duration stopGrace,
        Duration backOff,
        Duration backOffMax,
        Duration quick,
        int quickDeaths,
        Duration giveUp) {

    /** 10 s of grace (as {@code drain.timeout}) and 2 more to end, 500 ms to 30 s of back-off, given up for a minute after 5 quick deaths. */
    public static Limits standard(Duration startTimeout) {
        return new Limits(
                startTimeout,
                Duration.ofSeconds(10),
                Duration.ofSeconds(12),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                5,
                Duration.ofMinutes(1));
    }
}
