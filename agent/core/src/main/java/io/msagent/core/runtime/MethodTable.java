package io.msagent.core.runtime;

import io.msagent.core.call.ServiceMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every method woven in this process, by number. Reading takes no lock. */
final class MethodTable {
    private final Bodies bodies;
    private volatile WovenMethod[] methods = {};

    MethodTable(Bodies bodies) {
        this.bodies = bodies;
    }

    /** Adds a method; the same method of the same loader gets the same number again (its class is woven anew). */
    synchronized int add(ServiceMethod method, @Nullable ClassLoader loader) {
        for (WovenMethod there : methods) {
            if (there.method().key().equals(method.key()) && there.loader() == loader) {
                return there.number();
            }
        }
        List<WovenMethod> more = new ArrayList<>(List.of(methods));
        more.add(new WovenMethod(methods.length, method, loader, bodies));
        methods = more.toArray(WovenMethod[]::new);
        return methods.length - 1;
    }

    WovenMethod get(int number) {
        return methods[number];
    }

    List<WovenMethod> of(String service) {
        return List.of(methods).stream()
                .filter(m -> m.method().service().equals(service))
                .toList();
    }

    /** Binary names of the classes that hold the service's methods. */
    List<String> classesOf(String service) {
        return of(service).stream()
                .map(m -> m.method().key().className())
                .distinct()
                .sorted()
                .toList();
    }

    /** All services, by name. */
    Set<String> services() {
        return List.of(methods).stream().map(m -> m.method().service()).collect(Collectors.toCollection(TreeSet::new));
    }
}
