package io.msagent.core.wire;

import java.util.ArrayList;
import java.util.List;

/** The objects with fields that stand open around the current place, outermost first. */
final class OpenObjects {
    private final List<Object> objects = new ArrayList<>();

    void push(Object object) {
        objects.add(object);
    }

    void pop() {
        objects.remove(objects.size() - 1);
    }

    int size() {
        return objects.size();
    }

    /** After a misfit that was dealt with. */
    void backTo(int size) {
        objects.subList(size, objects.size()).clear();
    }

    /** How many steps up this object stands, 0 for the innermost; -1 if it does not. */
    int up(Object object) {
        for (int i = objects.size() - 1; i >= 0; i--) {
            if (objects.get(i) == object) {
                return objects.size() - 1 - i;
            }
        }
        return -1;
    }

    Object at(int up) {
        return objects.get(objects.size() - 1 - up);
    }

    void addAll(OpenObjects others) {
        objects.addAll(others.objects);
    }
}
