package io.msagent.core.context;

import java.util.List;
import java.util.Set;

/** The contexts of small applications. */
final class TestContexts {
    private TestContexts() {}

    static AppContext with(Class<?>... carriers) {
        return named(List.of(carriers).stream().map(Class::getName).toList());
    }

    static AppContext named(List<String> carriers) {
        return new AppContexts(carriers, false, (names, loader) -> Set.of()).of(TestContexts.class.getClassLoader());
    }
}
