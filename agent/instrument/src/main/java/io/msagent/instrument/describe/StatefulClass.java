package io.msagent.instrument.describe;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.Stateful;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the stateful methods of one class must agree on, since they work on the same state. */
final class StatefulClass {
    private StatefulClass() {}

    /** The methods; where they do not agree, the stateful ones with that for a refusal. */
    static List<ServiceMethod> agreed(List<ServiceMethod> methods) {
        if (methods.stream().allMatch(each -> each.stateful() == null)) {
            return methods;
        }
        String why = disagreement(methods);
        return why == null
                ? methods
                : methods.stream().map(each -> each.refused(why)).toList();
    }

    private static @Nullable String disagreement(List<ServiceMethod> methods) {
        List<ServiceMethod> stateful =
                methods.stream().filter(each -> each.stateful() != null).toList();
        List<Stateful.Kind> kinds = stateful.stream()
                .flatMap(each -> Stream.ofNullable(each.stateful()))
                .map(Stateful::kind)
                .distinct()
                .toList();
        List<String> services =
                stateful.stream().map(ServiceMethod::service).distinct().toList();
        String className = stateful.get(0).key().className();
        if (stateful.size() < methods.size()) {
            return className
                    + " has marked methods that are stateful and others that are not (expected: all or none; the"
                    + " others would run on another object)";
        }
        if (services.size() > 1) {
            return "the stateful methods of " + className + " have the names " + String.join(" and ", services)
                    + " (expected: one service, because they share their state)";
        }
        return kinds.size() > 1
                ? "the stateful methods of " + className + " keep their state in " + kinds + " (expected: one kind)"
                : null;
    }
}
