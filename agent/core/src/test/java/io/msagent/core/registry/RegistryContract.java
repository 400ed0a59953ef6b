package io.msagent.core.registry;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The whole contract. Extend it once for each connector and registry.
 *
 * <p>Its tests mostly wait for a registry's clock and share nothing but that registry, so they may run side by side where
 * the module's JUnit settings allow it.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
public abstract class RegistryContract {

    /** Asked for by every test; the same answer each time. */
    protected abstract RegistryFixture fixture();

    @Nested
    class Instances extends InstanceContract {
        @Override
        protected RegistryFixture fixture() {
            return RegistryContract.this.fixture();
        }
    }

    @Nested
    class Watches extends WatchContract {
        @Override
        protected RegistryFixture fixture() {
            return RegistryContract.this.fixture();
        }
    }

    @Nested
    class SharedWatches extends SharedWatchContract {
        @Override
        protected RegistryFixture fixture() {
            return RegistryContract.this.fixture();
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class Subscribers extends SubscriptionsContract {
        @Override
        protected Publisher publisher() {
            return new RegistryPublisher(fixture());
        }
    }

    @Nested
    class Keys extends KeyContract {
        @Override
        protected RegistryFixture fixture() {
            return RegistryContract.this.fixture();
        }
    }

    @Nested
    class Sessions extends SessionContract {
        @Override
        protected RegistryFixture fixture() {
            return RegistryContract.this.fixture();
        }
    }

    @Nested
    class Transactions extends TransactionContract {
        @Override
        protected RegistryFixture fixture() {
            return RegistryContract.this.fixture();
        }
    }

    @Nested
    class Locks extends LockContract {
        @Override
        protected RegistryFixture fixture() {
            return RegistryContract.this.fixture();
        }
    }

    @Nested
    class Outages extends OutageContract {
        @Override
        protected RegistryFixture fixture() {
            return RegistryContract.this.fixture();
        }
    }
}
