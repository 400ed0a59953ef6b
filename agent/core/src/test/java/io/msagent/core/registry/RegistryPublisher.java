package io.msagent.core.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** A registry as publisher: subscribers are connected through a line that can be cut. */
final class RegistryPublisher implements Publisher {
    private final CuttableProxy line;
    private final Registry publishing;
    private final Registry subscribing;

    RegistryPublisher(RegistryFixture fixture) {
        try {
            line = new CuttableProxy(fixture.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        publishing = fixture.factory().connect(RegistryAccess.of(fixture.address(), fixture.token()));
        subscribing = fixture.factory().connect(RegistryAccess.of(line.address(), fixture.token()));
    }

    @Override
    public Subscriptions subscriptions() {
        return subscribing;
    }

    @Override
    public void publish(Instance instance) {
        publishing.register(new Registration(
                instance.id(),
                instance.service(),
                instance.host(),
                instance.port(),
                List.of(),
                instance.meta(),
                ContractPart.TTL,
                Duration.ofMinutes(5)));
        publishing.beat(instance.id(), instance.status(), instance.note());
    }

    @Override
    public void withdraw(String instanceId) {
        publishing.deregister(instanceId);
    }

    @Override
    public void lose() {
        line.cut();
    }

    @Override
    public void restore() {
        line.mend();
    }

    @Override
    public void close() {
        subscribing.close();
        publishing.close();
        try {
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
