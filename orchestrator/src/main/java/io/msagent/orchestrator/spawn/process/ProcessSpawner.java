package io.msagent.orchestrator.spawn.process;

import io.msagent.orchestrator.spawn.SpawnException;
import io.msagent.orchestrator.spawn.SpawnRequest;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.spawn.Spawner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts providers as processes of this machine: nothing to read on standard input, output appended to a log file of
 * their own, and, where the system has {@code setsid}, in a session of their own, so that neither Ctrl-C nor a closed
 * terminal ends them together with the orchestrator.
 */
public final class ProcessSpawner implements Spawner {
    private static final int REMEMBERED = 1_000;
    /** Where the system does not tell, a process is known by its environment. */
    private static final Instant UNKNOWN_START = Instant.EPOCH;

    private final Logs logs;
    private final LogRotation rotation;
    private final List<String> ownSession = OwnSession.prefix();
    private final Map<String, Process> children = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Process> eldest) {
            return size() > REMEMBERED && !eldest.getValue().isAlive();
        }
    });

    /**
     * A spawner whose logs are in this folder.
     *
     * @param maxBytes a log file that is larger is rotated
     * @param files how many files an instance has at most, the current one included
     */
    public ProcessSpawner(Path folder, long maxBytes, int files) {
        this.logs = new Logs(folder);
        this.rotation = LogRotation.start(folder, maxBytes, files);
    }

    @Override
    public Spawned spawn(SpawnRequest request) throws SpawnException {
        List<String> command = new ArrayList<>(ownSession);
        command.addAll(request.command());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(new File(request.directory()))
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            logs.create(request.id()).toFile()));
            builder.environment().clear();
            builder.environment().putAll(request.environment());
            Process process = builder.start();
            children.put(request.id(), process);
            return new Spawned(
                    request.id(), process.pid(), process.info().startInstant().orElse(UNKNOWN_START));
        } catch (IOException e) {
            throw new SpawnException(
                    request.id() + ": " + request.command().get(0) + " cannot be started in " + request.directory()
                            + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public Optional<Spawned> adopt(String id, long pid, Instant started) {
        Spawned spawned = new Spawned(id, pid, started);
        return isAlive(spawned) ? Optional.of(spawned) : Optional.empty();
    }

    @Override
    public Optional<Spawned> find(String id) {
        return SystemProcesses.withInstance(id).map(handle -> spawned(id, handle));
    }

    @Override
    public Map<String, Spawned> findAll(Set<String> ids) {
        Map<String, Spawned> found = new HashMap<>();
        SystemProcesses.withInstances(ids).forEach((id, handle) -> found.put(id, spawned(id, handle)));
        return found;
    }

    @Override
    public boolean isAlive(Spawned spawned) {
        return SystemProcesses.running(spawned).isPresent();
    }

    @Override
    public Optional<String> ending(Spawned spawned) {
        Process process = children.get(spawned.id());
        if (process == null || process.isAlive()) {
            return Optional.empty();
        }
        int code = process.exitValue();
        return Optional.of(code > 128 ? "ended by signal " + (code - 128) : "exit code " + code);
    }

    @Override
    public void kill(Spawned spawned, boolean force) {
        SystemProcesses.running(spawned).ifPresent(handle -> {
            if (force) {
                handle.destroyForcibly();
            } else {
                handle.destroy();
            }
        });
    }

    @Override
    public void onEnd(Spawned spawned, Runnable listener) {
        SystemProcesses.running(spawned)
                .ifPresentOrElse(handle -> handle.onExit().thenRun(listener), listener);
    }

    @Override
    public String log(String id) {
        return logs.file(id).toString();
    }

    @Override
    public List<String> tail(String id, int lines) {
        return logs.tail(id, lines);
    }

    @Override
    public List<String> logged(String service) {
        return logs.ids(service);
    }

    @Override
    public void close() {
        rotation.close();
    }

    private static Spawned spawned(String id, ProcessHandle handle) {
        return new Spawned(id, handle.pid(), handle.info().startInstant().orElse(UNKNOWN_START));
    }
}
