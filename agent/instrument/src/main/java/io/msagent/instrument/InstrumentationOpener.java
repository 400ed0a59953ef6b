package io.msagent.instrument;

import io.msagent.core.wire.ModuleOpener;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** Opens packages of named modules to the agent's own classes, and to nobody else. */
final class InstrumentationOpener implements ModuleOpener {
    private final Instrumentation instrumentation;
    private final Module own;

    InstrumentationOpener(Instrumentation instrumentation, Module own) {
        this.instrumentation = instrumentation;
        this.own = own;
    }

    @Override
    public void open(Class<?> type) {
        Module module = type.getModule();
        String packageName = type.getPackageName();
        if (!module.isOpen(packageName, own)) {
            instrumentation.redefineModule(
                    module, Set.of(), Map.of(), Map.of(packageName, Set.of(own)), Set.of(), Map.of());
        }
    }
}
