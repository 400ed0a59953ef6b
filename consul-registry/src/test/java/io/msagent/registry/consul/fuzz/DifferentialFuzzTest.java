package io.msagent.registry.consul.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.RegistryServerFactory.Running;
import io.msagent.registry.consul.embedded.EmbeddedRegistryFactory;
import io.msagent.registry.consul.fuzz.Twins.Difference;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random sequences of requests, to a real Consul and to the embedded registry: the same answers.
 *
 * <p>{@code -Dfuzz.sequences=N} makes N sequences (default 120), {@code -Dfuzz.seed=S} begins with the one of that
 * seed (default 1): the same sequences each time, unless it is told otherwise.
 */
@Tag("once")
@ExtendWith(RealConsul.class)
class DifferentialFuzzTest {
    private static final String TOKEN = "a-token-of-this-test";
    /** Consul shows a note that changes alone minutes later; so that notes can be compared, at once here. */
    private static final String NOTES_AT_ONCE = "-hcl=check_update_interval=\"0s\"";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void bothAnswerTheSame(@TempDir Path folder) throws Exception {
        int sequences = Integer.getInteger("fuzz.sequences", 120);
        long firstSeed = Long.getLong("fuzz.seed", 1);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ConsulNode consul = ConsulNode.dev(folder.resolve("consul"), "-node=ms-agent", NOTES_AT_ONCE);
                Running server = new EmbeddedRegistryFactory().start(anyPort, TOKEN, folder.resolve("embedded"));
                Side real = new Side(consul.address(), null);
                Side embedded = new Side(server.address(), TOKEN)) {
            Twins twins = new Twins(real, embedded);
            for (long seed = firstSeed; seed < firstSeed + sequences; seed++) {
                Sequence sequence = Sequence.of(seed);
                Optional<Difference> difference = twins.run(sequence, PATIENCE);
                assertThat(difference)
                        .as(difference.isEmpty() ? "" : story(seed, sequence, difference.get(), twins))
                        .isEmpty();
            }
        }
    }

    private static String story(long seed, Sequence sequence, Difference difference, Twins twins) throws Exception {
        Sequence least = new Shrinker(twins).shrink(sequence, difference);
        return "seed " + seed + " (again: -Dfuzz.seed=" + seed + " -Dfuzz.sequences=1); the least that shows it:\n"
                + least.shell() + "\n";
    }
}
