package io.msagent.core.patience;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets every {@code await()} without a limit of its own wait as long as the slowest machine may need. It costs nothing
 * where the condition holds, and Awaitility's 10 s have been seen to pass on a machine that did ten other things.
 */
public final class SlowMachines implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }
}
