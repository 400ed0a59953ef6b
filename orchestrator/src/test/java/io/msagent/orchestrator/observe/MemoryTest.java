package io.msagent.orchestrator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.MemoryRegistry;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.Seal;
import io.msagent.orchestrator.store.Store;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A registry that comes back without its data. */
class MemoryTest {
    private static final int MANY = 300;

    private final MemoryRegistry registry = new MemoryRegistry();
    private final Store store = new Store(registry, new Seal(ClusterToken.of("0123456789abcdef")));

    @Test
    void isGivenBackWhatItHadByWhoLeads() {
        Memory leader = new Memory(store);
        fill();
        leader.read(true);
        registry.become(new MemoryRegistry());
        store.save(Kind.DESIRED, "s7", new Kind.Count(2));

        assertThat(leader.read(true).all(Kind.DESIRED)).hasSize(MANY).containsEntry("s7", new Kind.Count(2));
        assertThat(store.read().all(Kind.DESIRED)).hasSize(MANY).containsEntry("s7", new Kind.Count(2));
    }

    @Test
    void isGivenBackWhatItHadByAFollowerIfTheLeaderHasNeverKnownIt() {
        fill();
        new Memory(store).read(true);
        Memory follower = new Memory(store);
        follower.read(false);
        registry.become(new MemoryRegistry());
        Memory fresh = new Memory(store);
        assertThat(fresh.read(true).all(Kind.DESIRED)).isEmpty();

        assertThat(follower.read(false).all(Kind.DESIRED)).hasSize(MANY);
        assertThat(fresh.read(true).all(Kind.DESIRED)).hasSize(MANY);

        store.forget(Kind.DESIRED, "s7");
        assertThat(follower.read(false).all(Kind.DESIRED))
                .as("what is removed later is gone")
                .hasSize(MANY - 1);
    }

    private void fill() {
        IntStream.range(0, MANY).forEach(i -> store.save(Kind.DESIRED, "s" + i, new Kind.Count(1)));
    }
}
