package io.msagent.core.client;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Publisher;
import io.msagent.core.registry.Subscriptions;
import io.msagent.core.registry.SubscriptionsContract;

/** The registry that tests of the caller's side use tells of instances as a real one does. */
class FakeRegistryTest extends SubscriptionsContract {
    @Override
    protected Publisher publisher() {
        FakeRegistry registry = new FakeRegistry();
        return new Publisher() {
            @Override
            public Subscriptions subscriptions() {
                return registry;
            }

            @Override
            public void publish(Instance instance) {
                registry.add(instance);
            }

            @Override
            public void withdraw(String instanceId) {
                registry.remove(instanceId);
            }

            @Override
            public void lose() {
                registry.away(true);
            }

            @Override
            public void restore() {
                registry.away(false);
            }

            @Override
            public void close() {
                registry.close();
            }
        };
    }
}
