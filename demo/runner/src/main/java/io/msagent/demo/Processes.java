package io.msagent.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes of a run, and no others. */
final class Processes {
    private Processes() {}

    /** Asks a process to end, waits, and kills it if it has not ended by then. */
    static void stop(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!ends(process, patience)) {
            process.destroyForcibly();
            ends(process, patience);
        }
    }

    /** Whether the process ends within that time. */
    static boolean ends(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Every other java process whose command line holds the run's folder: no program but the run's own has it there. */
    static List<ProcessHandle> of(DemoFolder folder) {
        String mark = folder.root().toString();
        return ProcessHandle.allProcesses()
                .filter(p -> p.pid() != ProcessHandle.current().pid())
                .filter(p -> p.info().command().orElse("").endsWith("java"))
                .filter(p -> p.info().commandLine().orElse("").contains(mark))
                .toList();
    }
}
