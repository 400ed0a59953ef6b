package io.msagent.instrument.describe;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.ServiceName;
import io.msagent.core.call.Stateful;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Mode;
import io.msagent.core.config.Settings;
import io.msagent.instrument.match.MethodPatterns;
import java.time.Duration;
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
    private final StatefulMarks statefulMarks;

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
        this.statefulMarks = new StatefulMarks(check, obstacles);
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
        List<ServiceMethod> agreed = StatefulClass.agreed(served);
        agreed.forEach(each -> {
            if (each.stateful() != null && each.stateful().refusal() != null) {
                reports.add(each.key() + " is stateful and cannot be called: "
                        + each.stateful().refusal());
            }
        });
        return new ClassPlan(agreed, reports);
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
        if (mark.stateful()) {
            served.add(stateful(type, key, method, mark));
            return;
        }
        statefulMarks.withoutMeaning(method, mark).forEach(why -> reports.add(key + ": " + why));
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

    /** Whatever is wrong with it, it is woven: to run it here instead would work on a state of its own. */
    private ServiceMethod stateful(
            TypeDescription type, MethodKey key, MethodDescription.InDefinedShape method, Mark mark) {
        Stateful stateful = statefulMarks.of(type, method, mark);
        Receiver receiver = Receiver.KEYED;
        if (stateful.kind() == Stateful.Kind.EXTERNAL) {
            Receivers.Decision decision = receivers.decide(type, method);
            receiver = decision.receiver() == null ? Receiver.NEW : decision.receiver();
            stateful = stateful.refused(decision.refusal());
        }
        // all stateful methods of a class are one service, because they work on the same state
        String service = ServiceName.of(key.className());
        Duration timeout = settings.get(Keys.TIMEOUT);
        try {
            service = mark.name().map(ServiceName::validate).orElse(service);
            timeout = mark.timeout().orElse(timeout);
        } catch (IllegalArgumentException e) {
            stateful = stateful.refused(e.getMessage());
        }
        return new ServiceMethod(
                service,
                key,
                receiver,
                mark.idempotent(),
                timeout,
                false,
                Obstacles.async(method.getReturnType().asErasure()),
                mark.interruptible(),
                stateful);
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
