package io.msagent.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BridgeTest {

    /** One test, because a process has one hook for good. */
    @Test
    void runsBodiesUntilAHookIsThereAndThenAsksIt() throws Throwable {
        assertThat(Bridge.leaves(1)).isFalse();
        assertThat(Bridge.call(1, null, new Object[0])).isNull();
        assertThat(Bridge.enterMain()).isFalse();
        Bridge.leaveMain();
        Bridge.born(this);

        Recording hook = new Recording();
        assertThat(Bridge.install(hook)).isTrue();
        assertThat(Bridge.install(new Recording())).isFalse();

        assertThat(Bridge.leaves(7)).isTrue();
        assertThat(Bridge.leaves(8)).isFalse();
        assertThat(Bridge.call(7, this, new Object[] {"a"})).containsExactly("answer");
        assertThat(Bridge.enterMain()).isTrue();
        Bridge.leaveMain();
        Bridge.born(this);
        assertThat(hook.events).containsExactly("call 7 a", "enterMain", "leaveMain", "born");

        assertThatThrownBy(() -> Bridge.call(9, null, new Object[] {"b"})).isSameAs(hook.failure);
    }

    private static final class Recording implements Hook {
        final List<String> events = new ArrayList<>();
        final Exception failure = new Exception("checked, and thrown as it is");

        @Override
        public boolean leaves(int method) {
            return method == 7;
        }

        @Override
        public Object[] call(int method, Object receiver, Object[] arguments) throws Exception {
            if (method == 9) {
                throw failure;
            }
            events.add("call " + method + " " + arguments[0]);
            return new Object[] {"answer"};
        }

        @Override
        public boolean enterMain() {
            return events.add("enterMain");
        }

        @Override
        public void leaveMain() {
            events.add("leaveMain");
        }

        @Override
        public void born(Object receiver) {
            events.add("born");
        }
    }
}
