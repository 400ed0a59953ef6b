package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Instance.Status;
import org.junit.jupiter.api.Test;

/** Calls after a registry has come back with less than it had, and when it has lost the node of a provider. */
class RegistryReturnsTest extends CallerFixture {

    private static Instance with(Instance instance, Status status) {
        return new Instance(
                instance.id(), instance.service(), instance.host(), instance.port(), instance.meta(), status, "");
    }

    private void comesBackWithoutItsData(TestProvider... lost) throws Exception {
        registry.away(true);
        registry.settle();
        for (TestProvider provider : lost) {
            registry.remove(provider.instance().id());
        }
        registry.settle();
        registry.away(false);
        registry.settle();
    }

    @Test
    void aProviderThatOnlyTheRegistryHasLostIsCalled() throws Exception {
        TestProvider provider = provider("a");
        TestCallee callee = new TestCallee();
        assertThat(call(callee, 1)).containsExactly(2);

        comesBackWithoutItsData(provider);
        for (int i = 0; i < 20; i++) {
            assertThat(call(callee, 1)).containsExactly(2);
        }

        assertThat(provider.bodies.get()).isEqualTo(21);
        assertThat(asked.get()).isZero();
    }

    @Test
    void oneThatHasDiedMeanwhileIsNotWaitedFor() throws Exception {
        TestProvider provider = provider("a");
        TestCallee callee = new TestCallee();
        assertThat(call(callee, 1)).containsExactly(2);

        provider.close();
        comesBackWithoutItsData(provider);

        assertThat(call(callee, 1)).as("it runs here").isNull();
    }

    @Test
    void aProviderOfALostNodeIsTheLastResort() throws Exception {
        TestProvider lost = unregistered("lost");
        registry.add(with(lost.instance(), Status.NODE_CRITICAL));
        TestCallee callee = new TestCallee();
        assertThat(call(callee, 1)).containsExactly(2);

        TestProvider well = provider("well");
        await().until(() -> {
            call(callee, 1);
            return well.bodies.get() > 0;
        });
        int before = lost.bodies.get();
        for (int i = 0; i < 20; i++) {
            assertThat(call(callee, 1)).containsExactly(2);
        }
        assertThat(lost.bodies.get()).isEqualTo(before);
    }

    @Test
    void aLostNodeWhoseProviderIsGoneTooIsNotWaitedFor() throws Exception {
        TestProvider lost = unregistered("lost");
        lost.close();
        registry.add(with(lost.instance(), Status.NODE_CRITICAL));

        assertThat(call(new TestCallee(), 1)).as("it runs here").isNull();
        assertThat(asked.get()).as("an orchestrator was asked").isEqualTo(1);
    }
}
