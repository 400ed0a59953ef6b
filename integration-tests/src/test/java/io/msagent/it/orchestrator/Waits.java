package io.msagent.it.orchestrator;

import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Admin;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;

/** Waits for what an orchestrator shows. */
final class Waits {
    /** For whatever happens in the end; a machine may stand still meanwhile. */
    static final Duration LONG = Duration.ofMinutes(4);

    private Waits() {}

    /** A wait whose look may fail now and then. */
    static ConditionFactory eventually(String what) {
        return await(what).atMost(LONG).pollInterval(Duration.ofMillis(200)).ignoreExceptions();
    }

    static void until(String what, Callable<Boolean> condition) {
        eventually(what).until(condition);
    }

    /** Waits until exactly so many serve, and nothing else of the service is under way. */
    static List<Admin.Seen> serving(Admin admin, String service, int count) {
        return eventually(count + " serving " + service)
                .until(
                        () -> admin.instances(service).stream()
                                .filter(i -> !i.isOver())
                                .toList(),
                        there -> there.size() == count && there.stream().allMatch(Admin.Seen::serves));
    }

    /** Waits until the instance is shown so. */
    static Admin.Seen shown(Admin admin, Admin.Seen instance, Predicate<Admin.Seen> so) {
        return eventually(instance + " to be so")
                .until(
                        () -> admin.instance(instance.service(), instance.id()).stream()
                                .filter(so)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    static Admin.Seen state(Admin admin, Admin.Seen instance, String state) {
        return shown(admin, instance, i -> i.state().equals(state));
    }

    /** Sends a signal by its name. */
    static void signal(long pid, String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .start()
                .waitFor();
        if (status != 0) {
            throw new AssertionError("kill -" + name + " " + pid + " ended with " + status);
        }
    }

    static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
