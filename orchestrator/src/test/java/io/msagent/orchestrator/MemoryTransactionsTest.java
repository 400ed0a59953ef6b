package io.msagent.orchestrator;

import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryFixture;
import io.msagent.core.registry.TransactionContract;
import java.net.URI;

/** The registry in memory does with transactions what a real one does. */
class MemoryTransactionsTest extends TransactionContract implements RegistryFixture {
    private final MemoryRegistry memory = new MemoryRegistry();

    @Override
    protected RegistryFixture fixture() {
        return this;
    }

    @Override
    public RegistryFactory factory() {
        return access -> memory;
    }

    @Override
    public URI address() {
        return URI.create("http://memory.test");
    }

    @Override
    public String token() {
        return null;
    }

    @Override
    public URI other() {
        return address();
    }
}
