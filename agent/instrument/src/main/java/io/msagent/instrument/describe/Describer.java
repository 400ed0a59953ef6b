package io.msagent.instrument.describe;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.ServiceName;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Mode;
import io.msagent.core.config.Settings;
import io.msagent.instrument.match.MethodPatterns;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a class. Immutable, safe for use by any thread. */
public final class Describer {
    private final Settings settings;
    private final boolean loopback;
    private final MethodPatterns patterns;
    private final Obstacles obstacles;
    private final Receivers receivers;

    /**
     * Describes classes under these settings.
     *
     * @param patterns what the settings include and exclude
     * @param travel what the wire can carry
     */
    public Describer(Settings settings, MethodPatterns patterns, Travel travel) {
        TravelCheck check = new TravelCheck(travel);
        this.settings = settings;
        this.loopback = settings.get(Keys.MODE) == Mode.LOOPBACK;
        this.patterns = patterns;
        this.obstacles = new Obstacles(check);
        this.receivers = new Receivers(settings.get(Keys.RECEIVER), settings.get(Keys.SERVE_MAIN), check);
    }

    /** Which methods of the class are services, and what the user should be told of the others. */
    public ClassPlan describe(TypeDescription type) {
        List<ServiceMethod> served = new ArrayList<>();
        List<String> reports = new ArrayList<>();
        if (!type.isAnnotation()) {
            MarkFinder marks = new MarkFinder(type, patterns);
            for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
                if (!method.isTypeInitializer()) {
                    marks.find(method).ifPresent(mark -> plan(type, method, mark, served, reports));
                }
            }
            reports.addAll(new Misspelt(type, patterns.include()).reports());
        }
        return new ClassPlan(served, reports);
    }

    private void plan(
            TypeDescription type,
            MethodDescription.InDefinedShape method,
            Mark mark,
            List<ServiceMethod> served,
            List<String> reports) {
        MethodKey key = new MethodKey(type.getName(), method.getInternalName(), method.getDescriptor());
        String refusal = Obstacles.ofKind(type, method);
        if (refusal != null) {
            if (worthSaying(method, mark)) {
                reports.add(key + " is marked and cannot be served, it stays local: it " + refusal);
            }
            return;
        }
        Receivers.Decision decision = receivers.decide(type, method);
        refusal = obstacles.ofTypes(method);
        if (refusal == null) {
            refusal = decision.refusal();
        }
        if (refusal == null && loopback && method.isSynchronized() && sharesItsLock(decision.receiver())) {
            refusal = "it is synchronized, so in mode=loopback its caller would hold the lock that its body waits for";
        }
        if (refusal != null || decision.receiver() == null) {
            reports.add(key + " is marked and cannot be served, it stays local: " + refusal);
            return;
        }
        try {
            served.add(service(key, method, mark, decision.receiver()));
        } catch (IllegalArgumentException e) {
            reports.add(key + " is marked and cannot be served, it stays local: " + e.getMessage());
        }
    }

    /** Whether caller and body lock the same object when they are in one process. */
    private static boolean sharesItsLock(@Nullable Receiver receiver) {
        return receiver == Receiver.NONE || receiver == Receiver.BEAN;
    }

    /** An abstract method carries the mark for its implementations, and javac copies annotations onto bridges. */
    private static boolean worthSaying(MethodDescription method, Mark mark) {
        boolean passesOn = mark.annotation() != null && (method.isAbstract() || method.isSynthetic());
        return mark.explicit() ? !passesOn : mark.kind() == Mark.Kind.TYPE && method.isNative();
    }

    private ServiceMethod service(
            MethodKey key, MethodDescription.InDefinedShape method, Mark mark, Receiver receiver) {
        @Nullable String given = mark.name().map(ServiceName::validate).orElse(null);
        String derived = mark.kind() == Mark.Kind.TYPE
                ? ServiceName.of(key.className())
                : ServiceName.of(key.className(), key.name());
        return new ServiceMethod(
                given == null ? derived : given,
                key,
                receiver,
                mark.idempotent(),
                mark.timeout().orElseGet(() -> settings.get(Keys.TIMEOUT)),
                mark.localFallback().orElseGet(() -> settings.get(Keys.FALLBACK_LOCAL)),
                Obstacles.async(method.getReturnType().asErasure()),
                mark.interruptible());
    }
}
