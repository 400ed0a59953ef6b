package io.msagent.orchestrator.cli;

import io.msagent.orchestrator.admin.AdminServer;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Stops the orchestrators of a state folder. */
@CommandLine.Command(
        name = "stop",
        description = "Stops the orchestrators of the state folder and their providers; returns when they have ended.",
        footer = {"  stop", "  stop --leave-running"},
        exitCodeList = {"0:stopped", "1:did not stop in time", "2:wrong arguments", "3:no orchestrator runs"})
final class StopCommand extends Query {
    /** For all: one that hangs is killed, what it held is taken over, and then the providers end. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration SILENT = Duration.ofSeconds(5);

    @CommandLine.Option(names = "--leave-running", description = "Their providers go on.")
    private boolean leaveRunning;

    @Override
    public Integer call() throws InterruptedException {
        List<OrchestratorInfo> running = lives(StateFolder.infos(state().folder()));
        String answer = client().post(AdminServer.STOP_PATH + "?providers=" + (leaveRunning ? "leave" : "stop"));
        await(running);
        if (!said(answer)) {
            out().println("stopped: " + pids(running));
            out().flush();
        }
        return 0;
    }

    private void await(List<OrchestratorInfo> running) throws InterruptedException {
        CompletableFuture<Void> ended = CompletableFuture.allOf(running.stream()
                .flatMap(one -> one.process().stream())
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture[]::new));
        if (isDone(ended, SILENT)) {
            return;
        }
        err().println("(waiting for " + pids(lives(running)) + ", for " + PATIENCE.toSeconds()
                + " s at most; providers end last)");
        err().flush();
        if (!isDone(ended, PATIENCE.minus(SILENT))) {
            throw new CommandFailedException("stop: " + pids(lives(running)) + " did not end within "
                    + PATIENCE.toSeconds() + " s (they may still be ending providers: see their output)");
        }
    }

    private static boolean isDone(CompletableFuture<Void> ended, Duration patience) throws InterruptedException {
        try {
            Void unused = ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a process is no failure", e);
        }
    }

    private static List<OrchestratorInfo> lives(List<OrchestratorInfo> all) {
        return all.stream().filter(OrchestratorInfo::lives).toList();
    }

    private static String pids(List<OrchestratorInfo> all) {
        return (all.size() == 1 ? "orchestrator" : "orchestrators")
                + all.stream().map(one -> " pid " + one.pid()).collect(Collectors.joining(","));
    }
}
