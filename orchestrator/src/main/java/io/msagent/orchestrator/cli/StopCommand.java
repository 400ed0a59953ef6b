package io.msagent.orchestrator.cli;

import io.msagent.orchestrator.admin.AdminServer;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;

/** Stops the orchestrators of a state folder. */
@CommandLine.Command(
        name = "stop",
        description = "Stops the orchestrators of the state folder and their providers; returns when they have ended.",
        footer = {"  stop", "  stop --leave-running"},
        exitCodeList = {"0:stopped", "1:did not stop in time", "2:wrong arguments", "3:no orchestrator runs"})
final class StopCommand extends Query {
    /** Its peers end first, what they held is taken over, and then the providers end. */
    private static final long PATIENCE_SECONDS = 120;

    @CommandLine.Option(names = "--leave-running", description = "Their providers go on.")
    private boolean leaveRunning;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        List<OrchestratorInfo> running = StateFolder.infos(state().folder()).stream()
                .filter(OrchestratorInfo::lives)
                .toList();
        String answer = client().post(AdminServer.STOP_PATH + "?providers=" + (leaveRunning ? "leave" : "stop"));
        for (OrchestratorInfo one : running) {
            await(one);
        }
        boolean unused = said(answer);
        return 0;
    }

    private static void await(OrchestratorInfo one) throws InterruptedException, ExecutionException {
        try {
            ProcessHandle process = one.process().orElse(null);
            if (process != null) {
                process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (TimeoutException e) {
            throw new CommandFailedException("orchestrator (pid " + one.pid() + ") did not stop within "
                    + PATIENCE_SECONDS + " s (see its output; or end it with: kill -9 " + one.pid() + ")");
        }
    }
}
