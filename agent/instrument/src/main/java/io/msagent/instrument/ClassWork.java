package io.msagent.instrument;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.runtime.AgentRuntime;
import io.msagent.instrument.describe.ClassPlan;
import io.msagent.instrument.describe.Describer;
import io.msagent.instrument.describe.StateWriters;
import io.msagent.instrument.describe.Types;
import io.msagent.instrument.match.ClassBytes;
import io.msagent.instrument.weave.Weaver;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a class that is worth it: describe, report, weave. With its first use Byte Buddy and ASM are loaded,
 * so it is made only then. Safe for use by any thread.
 */
final class ClassWork {
    private final Describer describer;
    private final AgentRuntime runtime;
    private final MainMethods mains;
    private final boolean births;
    private final Reports reports;
    private final NewReceivers newReceivers;
    private final ServiceOwners owners = new ServiceOwners();
    private final Weaver weaver = new Weaver();

    /** {@code births}: whether constructors of receivers that {@code main} builds are woven. */
    ClassWork(
            Describer describer,
            AgentRuntime runtime,
            MainMethods mains,
            boolean births,
            Reports reports,
            NewReceivers newReceivers) {
        this.describer = describer;
        this.runtime = runtime;
        this.mains = mains;
        this.births = births;
        this.reports = reports;
        this.newReceivers = newReceivers;
    }

    /** The woven class, or null if there is nothing to weave. */
    byte @Nullable [] run(String className, byte[] bytes, ClassLoader loader) {
        ClassFileLocator locator = Types.locator(className, bytes, ClassBytes.of(loader));
        TypeDescription type = Types.describe(className, locator);
        ClassPlan plan = owners.admit(describer.describe(type));
        plan.reports().forEach(reports::warn);
        Map<MethodKey, Integer> numbers = new HashMap<>();
        for (ServiceMethod each : plan.served()) {
            int number = runtime.add(each, loader);
            numbers.put(each.key(), number);
            newReceivers.add(number, each);
        }
        Weaver.Work work = new Weaver.Work(numbers, mains.in(type), births && plan.hasBeans());
        if (work.isEmpty()) {
            return null;
        }
        byte[] woven = weaver.weave(type, locator, work);
        StateWriters.reports(bytes, plan.served()).forEach(reports::warn);
        return woven;
    }
}
