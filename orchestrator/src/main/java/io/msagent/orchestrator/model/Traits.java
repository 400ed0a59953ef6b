package io.msagent.orchestrator.model;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an instance says of itself in its registration, and what it is treated by.
 *
 * @param state of a stateful service where its state is kept: {@value #MEMORY}, {@value #DURABLE} or {@code external}; else empty
 * @param stopTime how long its process may take to end in good order; zero if it has not said
 */
public record Traits(String state, Duration stopTime) {
    /** Of one that has said nothing yet. */
    public static final Traits UNKNOWN = new Traits("", Duration.ZERO);

    /** State that is lost with the process, if it is not handed over before. */
    public static final String MEMORY = "memory";

    /** State that is in the store. */
    public static final String DURABLE = "durable";

    /** Longer than this nobody is waited for: the registration's proof does not cover what it says of this. */
    public static final Duration MOST_STOP_TIME = Duration.ofMinutes(10);

    private static final Set<String> STATES = Set.of(MEMORY, DURABLE, "external");
    private static final String NUMBER = "\\d{1,18}";

    /** Those of an instance with these registrations; unknown if none of them is believed. */
    public static Traits of(List<Instance> registrations) {
        return registrations.stream()
                .map(Instance::meta)
                .filter(meta -> !meta.isEmpty())
                .findFirst()
                .map(Traits::of)
                .orElse(UNKNOWN);
    }

    private static Traits of(Map<String, String> meta) {
        String state = meta.getOrDefault(InstanceMeta.STATE, "");
        boolean stateful = "true".equals(meta.get(InstanceMeta.STATEFUL));
        return new Traits(
                stateful && STATES.contains(state) ? state : "",
                stopTime(meta.getOrDefault(InstanceMeta.STOP_MILLIS, "")));
    }

    private static Duration stopTime(String text) {
        Duration said = text.matches(NUMBER) ? Duration.ofMillis(Long.parseLong(text)) : Duration.ZERO;
        return said.compareTo(MOST_STOP_TIME) < 0 ? said : MOST_STOP_TIME;
    }

    /** Whether its state is nowhere else. */
    public boolean isInMemory() {
        return state.equals(MEMORY);
    }
}
