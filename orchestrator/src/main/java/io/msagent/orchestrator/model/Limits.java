package io.msagent.orchestrator.model;

import java.time.Duration;

/**
 * The numbers of the plan.
 *
 * @param startTimeout a start that has not registered and answered by then has failed
 * @param unknown an assigned start of which no process can be found by then did not happen
 * @param stopGrace how long an instance that was asked to end may take, if it has not said that it needs longer
 * @param quarantine how long one that answers neither beat nor probe is left alone before it is given up
 * @param backOff pause before a second start in a row that died quickly; doubles with each
 * @param backOffMax longest such pause
 * @param quick a death within this time of the start is a quick one
 * @param quickDeaths after this many quick deaths in a row the service is given up for a while
 * @param giveUp how long that is
 * @param scaling when and how far load changes the number of instances
 */
public record Limits(
        Duration startTimeout,
        Duration unknown,
        Duration stopGrace,
        Duration quarantine,
        Duration backOff,
        Duration backOffMax,
        Duration quick,
        int quickDeaths,
        Duration giveUp,
        Scaling scaling) {

    /** From being told to end to being there no more, beside what it says that it needs. */
    private static final Duration TO_EXIT = Duration.ofSeconds(2);

    /** How long an end in good order may take, of one that says it needs so long itself; zero: it says nothing. */
    public Duration patience(Duration said) {
        Duration needed = said.plus(TO_EXIT);
        return needed.compareTo(stopGrace) > 0 ? needed : stopGrace;
    }

    /**
     * When load changes the number of instances.
     *
     * @param above utilisation above which instances are added
     * @param below utilisation below which instances are removed, if the rest would stay under {@code above}
     * @param step instances added at a time at most
     * @param outCooldown pause after instances were added before more are
     * @param inCooldown pause after any change before one is removed
     * @param window time over which utilisation is taken
     * @param perCore instances that a host takes for each of its cores by scaling
     * @param memoryKept share of a host's memory that scaling leaves free, 0 to 1
     */
    public record Scaling(
            double above,
            double below,
            int step,
            Duration outCooldown,
            Duration inCooldown,
            Duration window,
            int perCore,
            double memoryKept) {
        /** Above 50 %, below 30 %, at most 4 at a time, 10 s and 60 s of pause, over 30 s, 8 a core, a tenth of memory kept. */
        public static Scaling standard() {
            return standard(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30));
        }

        /** The same with other times. */
        public static Scaling standard(Duration outCooldown, Duration inCooldown, Duration window) {
            return new Scaling(0.5, 0.3, 4, outCooldown, inCooldown, window, 8, 0.1);
        }
    }

    /** 10 s of grace (as {@code drain.timeout}) and 2 more to end, 500 ms to 30 s of back-off, given up for a minute after 5 quick deaths. */
    public static Limits standard(Duration startTimeout, Duration quarantine, Scaling scaling) {
        return new Limits(
                startTimeout,
                Duration.ofSeconds(10),
                Duration.ofSeconds(12),
                quarantine,
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                5,
                Duration.ofMinutes(1),
                scaling);
    }

    /** The same with the standard {@link Scaling}. */
    public static Limits standard(Duration startTimeout, Duration quarantine) {
        return standard(startTimeout, quarantine, Scaling.standard());
    }
}
