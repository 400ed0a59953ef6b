package io.msagent.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.wire.ModuleOpener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OwnStateTest {
    private static class Till {
        static int count;
        static final AtomicInteger CALLS = new AtomicInteger();
        static final Map<String, Object> BILLS = new HashMap<>();
        final List<String> names = new ArrayList<>();
        Object last;
    }

    private final Till till = new Till();
    private final OwnState state = new OwnState(Till.class, till, ModuleOpener.NONE);

    @Test
    void whatStaysAsItWasHasNotChanged() {
        Till.BILLS.put("a", 1);
        Till.BILLS.remove("a");
        assertThat(state.changed()).isEmpty();
    }

    @Test
    void staticFieldsCount() {
        Till.count++;
        assertThat(state.changed()).contains("Till.count: " + (Till.count - 1) + " became " + Till.count);
    }

    @Test
    void soDoesWhatTheyHold() {
        Till.CALLS.set(0);
        OwnState fresh = new OwnState(Till.class, null, ModuleOpener.NONE);
        Till.CALLS.incrementAndGet();
        assertThat(fresh.changed()).contains("Till.CALLS: 0 became 1");
    }

    @Test
    void soDoesTheObject() {
        till.names.add("Ada");
        assertThat(state.changed()).contains("Till.names: [] became [Ada]");
        OwnState later = new OwnState(Till.class, till, ModuleOpener.NONE);
        till.last = new Till();
        assertThat(later.changed()).get().asString().startsWith("Till.last: null became Till@");
    }

    @Test
    void knowsWhatIsKeptWhere() {
        assertThat(state.holderOf(Till.BILLS)).contains("Till.BILLS");
        assertThat(state.holderOf(till.names)).contains("Till.names");
        assertThat(state.holderOf(new ArrayList<>())).isEmpty();
    }
}
