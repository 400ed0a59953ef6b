package io.msagent.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** What the registry holds: status by id. */
    private final Map<String, Status> registered = new ConcurrentHashMap<>();

    private final List<Status> registeredAs = Collections.synchronizedList(new ArrayList<>());
    /** Names of the requests, those that failed too. */
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private volatile boolean away;

    private final Heartbeat heartbeat = new Heartbeat(
            registry(),
            List.of(new Registration("a-1", "a", "127.0.0.1", 7001, List.of(), Map.of(), LONG, LONG)),
            registration -> "serving",
            Duration.ofMillis(10));

    /** The requests that a heartbeat makes, in memory. */
    private Registry registry() {
        return (Registry) Proxy.newProxyInstance(
                Registry.class.getClassLoader(), new Class<?>[] {Registry.class}, (self, method, arguments) -> {
                    synchronized (requests) {
                        requests.add(method.getName());
                        if (away) {
                            throw new RegistryException(RegistryException.Kind.AWAY, "registry: no answer", null);
                        }
                    }
                    return switch (method.getName()) {
                        case "register" -> {
                            registeredAs.add((Status) arguments[1]);
                            registered.putIfAbsent(((Registration) arguments[0]).id(), (Status) arguments[1]);
                            yield null;
                        }
                        case "beat" -> {
                            yield registered.replace((String) arguments[0], (Status) arguments[1]) != null;
                        }
                        case "maintenance" -> {
                            registered.replace((String) arguments[0], Status.MAINTENANCE);
                            yield null;
                        }
                        case "deregister" -> {
                            registered.remove((String) arguments[0]);
                            yield null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    @AfterEach
    void end() {
        heartbeat.close();
    }

    private void start() {
        heartbeat.start();
        await().atMost(LONG).until(() -> registered.get("a-1") == Status.PASSING);
    }

    @Test
    void isNeverCriticalBetweenRegistrationAndFirstBeat() {
        start();
        registered.clear();
        await().atMost(LONG).until(() -> registered.get("a-1") == Status.PASSING);

        assertThat(registeredAs).hasSizeGreaterThanOrEqualTo(2).containsOnly(Status.PASSING);
    }

    @Test
    void comesBackWhenTheRegistryDoes() {
        start();
        registeredAs.clear();
        away = true;
        int before = requests.size();
        await("a beat that failed").atMost(LONG).until(() -> requests.size() > before + 1);
        returnWithoutData();

        await().atMost(LONG).until(() -> registered.get("a-1") == Status.PASSING);
        await("beats after that").atMost(LONG).until(() -> requests.size() > 10);
        List<String> made = List.copyOf(requests);
        assertThat(made.subList(0, made.indexOf("register")))
                .as("beats until it is registered, which it is as passing")
                .containsOnly("beat")
                .hasSizeLessThanOrEqualTo(2);
        assertThat(registeredAs).containsExactly(Status.PASSING);
    }

    /** Nothing is asked meanwhile, so what is counted afterwards was asked of the registry that has returned. */
    private void returnWithoutData() {
        synchronized (requests) {
            requests.clear();
            registered.clear();
            away = false;
        }
    }

    @Test
    void saysThatItStopsAndLeaves() {
        start();
        heartbeat.stop("stopping");
        assertThat(registered).containsExactly(Map.entry("a-1", Status.MAINTENANCE));

        heartbeat.close();
        assertThat(registered).isEmpty();
    }

    @Test
    void aRegistryThatIsAwayDoesNotHoldUpTheEnd() {
        start();
        away = true;
        heartbeat.stop("stopping");
        heartbeat.close();

        assertThat(registered).containsExactly(Map.entry("a-1", Status.PASSING));
    }
}
