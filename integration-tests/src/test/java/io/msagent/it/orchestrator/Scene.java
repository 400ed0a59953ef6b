package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.it.kit.Admin;
import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** An orchestrator, a program that loads one service through it, and somebody who looks at both. */
final class Scene implements AutoCloseable {
    private final Path folder;
    private Orchestrator orchestrator;
    private Admin admin;
    private final Registry registry;
    private final LoadProgram load;

    /** With these options of the orchestrator and settings of the program. */
    Scene(Path folder, List<String> options, String... settings) {
        this.folder = folder;
        orchestrator = Orchestrator.start(folder.resolve("orchestrator"), options.toArray(String[]::new));
        admin = Admin.of(orchestrator);
        registry = ServiceLoader.load(RegistryFactory.class)
                .findFirst()
                .orElseThrow()
                .connect(RegistryAccess.of(URI.create(orchestrator.registry()), orchestrator.token()));
        load = new LoadProgram(folder, orchestrator.settings(), settings);
    }

    Admin admin() {
        return admin;
    }

    LoadProgram load() {
        return load;
    }

    /** Kills the orchestrator, and starts another on its folder and its registry's port. */
    void restartOrchestrator(List<String> options) {
        killOrchestrator();
        startOrchestrator(options);
    }

    /** SIGKILL: what it started goes on. */
    void killOrchestrator() {
        orchestrator.process().destroyForcibly().onExit().join();
    }

    /** Starts another in the place of one that was killed. */
    void startOrchestrator(List<String> options) {
        List<String> same = new ArrayList<>(options);
        if (!same.contains("--consul")) {
            int port = URI.create(orchestrator.registry()).getPort();
            same.addAll(List.of("--registry-port", Integer.toString(port)));
        }
        orchestrator = Orchestrator.start(folder.resolve("orchestrator"), same.toArray(String[]::new));
        admin = Admin.of(orchestrator);
    }

    /** Begins a light load, and waits until so many instances serve it. */
    List<Admin.Seen> begin(int instances) {
        load.load(2, 20);
        load.awaitCalls(1);
        admin.post("services/" + LoadProgram.SERVICE + "/scale", "{\"count\":" + instances + "}");
        return Waits.serving(admin, LoadProgram.SERVICE, instances);
    }

    /** Runs one of the orchestrator's commands, as a person would; it must succeed. */
    String command(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--state", orchestrator.state().toString()));
        Program.Result result =
                Program.jar(Paths.ORCHESTRATOR, line.toArray(String[]::new)).run();
        assertThat(result.status())
                .as("%s: %s%s", line, result.out(), result.err())
                .isZero();
        return result.out();
    }

    /** What the registry itself says of an instance. */
    Optional<Instance> registered(Admin.Seen instance) {
        return registry.lookUp(instance.service()).stream()
                .filter(i -> i.meta().getOrDefault("pid", "").equals(Long.toString(instance.pid())))
                .findFirst();
    }

    /** Waits until the registry itself says this of an instance. */
    void awaitRegistered(Admin.Seen instance, Instance.Status status, String noteBegins) {
        Waits.until(
                "the registry to say " + status + " of " + instance,
                () -> registered(instance)
                        .filter(i -> i.status() == status && i.note().startsWith(noteBegins))
                        .isPresent());
    }

    /** How many instances the registry itself offers to callers. */
    int callable(String service) {
        return (int) registry.lookUp(service).stream()
                .filter(i -> i.status().isCallable())
                .count();
    }

    /** A program of these test classes that is to run on its own. */
    Program program(String main, List<String> settings, String... arguments) {
        return Program.main(List.of(Paths.TEST_CLASSES, Paths.API), main, arguments)
                .agent(orchestrator.settings(settings.toArray(String[]::new)));
    }

    Path folder() {
        return folder;
    }

    String tokenFile() {
        return orchestrator.state().resolve("token").toString();
    }

    @Override
    public void close() {
        load.close();
        registry.close();
        orchestrator.close();
    }
}
