package io.msagent.core.context;

import java.util.List;

/** The contexts of small applications. */
final class TestContexts {
    private TestContexts() {}

    static AppContext with(Class<?>... carriers) {
        return named(List.of(carriers).stream().map(Class::getName).toList());
    }

    static AppContext named(List<String> carriers) {
        return new AppContexts(carriers, false).of(TestContexts.class.getClassLoader());
    }
}
