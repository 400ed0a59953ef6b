package io.msagent.stateful.calls;

import java.util.ArrayList;
import java.util.List;

/** Has a state that can be written until it is touched. */
final class Turncoat {
    private final List<Object> things = new ArrayList<>();

    int touch(String key) {
        things.add(new ThreadLocal<>());
        return things.size();
    }
}
