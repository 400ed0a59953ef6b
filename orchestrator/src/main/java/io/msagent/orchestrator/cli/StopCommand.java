package io.msagent.orchestrator.cli;

import io.msagent.orchestrator.admin.AdminServer;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;

/** Stops the orchestrator. */
@CommandLine.Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stops the orchestrator and its providers; returns when they have ended.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:stopped", "1:did not stop in time", "2:wrong arguments", "3:no orchestrator runs"})
final class StopCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 30;

    @CommandLine.Mixin
    private StateOption state = new StateOption();

    @CommandLine.Option(names = "--leave-running", description = "Its providers go on.")
    private boolean leaveRunning;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        AdminClient client = new AdminClient(state.folder());
        long pid = client.info().pid();
        client.post(AdminServer.STOP_PATH + "?providers=" + (leaveRunning ? "leave" : "stop"));
        try {
            ProcessHandle process = ProcessHandle.of(pid).orElse(null);
            if (process != null) {
                process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return 0;
        } catch (TimeoutException e) {
            throw new CommandFailedException("orchestrator (pid " + pid + ") did not stop within " + PATIENCE_SECONDS
                    + " s (see its output; or end it with: kill -9 " + pid + ")");
        }
    }
}
