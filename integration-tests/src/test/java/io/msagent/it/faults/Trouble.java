package io.msagent.it.faults;

import io.msagent.it.kit.proxy.FaultProxy;
import io.msagent.it.kit.proxy.ProxiedRegistry;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a schedule's steps happen to providers behind proxies, and to the callers' line to their registry. */
public record Trouble(ProxiedRegistry registry) {

    /** Lets it happen, and makes it good when its time is over; who was killed stays dead. */
    public void befall(Schedule.Step step, ProcessHandle victim) throws IOException, InterruptedException {
        FaultProxy proxy = registry.mirror().proxy(victim.pid());
        switch (step.kind()) {
            case REFUSE -> proxy.refuse();
            case FULL_BACKLOG -> proxy.fill();
            case CUT_CONNECTIONS -> proxy.cut();
            case FAULT_OF_REQUESTS -> proxy.always(step.fault());
            case KILL -> {
                victim.destroyForcibly();
                victim.onExit().join();
            }
            case SUSPEND -> signal("STOP", victim);
            case REGISTRY_AWAY -> registry.callersLine().cut();
        }
        last(step.millis());
        switch (step.kind()) {
            case REFUSE, FULL_BACKLOG, CUT_CONNECTIONS, FAULT_OF_REQUESTS -> proxy.heal();
            case SUSPEND -> signal("CONT", victim);
            case REGISTRY_AWAY -> registry.callersLine().mend();
            case KILL -> {}
        }
    }

    /** Trouble has a duration. Nothing is asserted of what is so after it. */
    private static void last(int millis) throws InterruptedException {
        boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    /** Sends a signal by its name. */
    public static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " " + process.pid() + " ended with " + status);
        }
    }
}
