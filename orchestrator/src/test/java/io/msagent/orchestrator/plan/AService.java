package io.msagent.orchestrator.plan;

import static io.msagent.orchestrator.plan.States.NOW;

import io.msagent.orchestrator.model.Death;
import io.msagent.orchestrator.model.History;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.model.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Short words for a service that a planner may see. Changed in place. */
final class AService {
    private final int desired;
    private final Policy policy;
    private final List<AnInstance> instances;
    private final List<Death> deaths = new ArrayList<>();
    private Instant lastOut = Instant.EPOCH;
    private Instant lastIn = Instant.EPOCH;
    private @Nullable String digest = "d1";
    private Instant launchSince = NOW.minusSeconds(3_600);
    private @Nullable Instant restartBefore;
    private String diedOn = "h";
    private boolean demanded;
    private Set<String> retiring = Set.of();

    private AService(Policy policy, int desired, List<AnInstance> instances) {
        this.policy = policy;
        this.desired = desired;
        this.instances = instances;
    }

    /** Fixed at so many. */
    static AService fixed(int count, AnInstance... instances) {
        return new AService(new Policy(count, count, null), count, List.of(instances));
    }

    /** Between bounds. */
    static AService scaled(int min, int max, int desired, AnInstance... instances) {
        return new AService(new Policy(min, max, null), desired, List.of(instances));
    }

    /** At most two, none after a minute without a call. */
    static AService resting(int desired, AnInstance... instances) {
        return new AService(new Policy(1, 2, Duration.ofMinutes(1)), desired, List.of(instances));
    }

    AService launch(@Nullable String code, long secondsAgo) {
        digest = code;
        launchSince = NOW.minusSeconds(secondsAgo);
        return this;
    }

    AService demanded() {
        demanded = true;
        return this;
    }

    /** Instances older than this are to be replaced. */
    AService restart(long secondsAgo) {
        restartBefore = NOW.minusSeconds(secondsAgo);
        return this;
    }

    /** Somebody wishes these to end. */
    AService retiring(String... ids) {
        retiring = Set.of(ids);
        return this;
    }

    /** So many like this one. */
    AService died(int times, long secondsAgo, long livedSeconds, boolean served) {
        Stream.generate(() -> new Death(
                        "x",
                        "d1",
                        diedOn,
                        NOW.minusSeconds(secondsAgo),
                        Duration.ofSeconds(livedSeconds),
                        served,
                        "exit code 1"))
                .limit(times)
                .forEach(deaths::add);
        return this;
    }

    /** What has died did so on this host. */
    AService diedOn(String host, int times) {
        diedOn = host;
        return died(times, 1, 0, false);
    }

    AService grew(long secondsAgo) {
        lastOut = NOW.minusSeconds(secondsAgo);
        return this;
    }

    AService shrank(long secondsAgo) {
        lastIn = NOW.minusSeconds(secondsAgo);
        return this;
    }

    ServiceState build() {
        return new ServiceState(
                "s",
                digest,
                launchSince,
                null,
                policy,
                desired,
                demanded,
                restartBefore,
                retiring,
                instances.stream().map(AnInstance::build).toList(),
                new History(deaths, lastOut, lastIn));
    }
}
