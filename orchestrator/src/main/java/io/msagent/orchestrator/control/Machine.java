package io.msagent.orchestrator.control;

import com.sun.management.OperatingSystemMXBean;
import io.msagent.orchestrator.store.HostRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this machine has. */
final class Machine {
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,15}) kB");
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private Machine() {}

    static HostRecord facts(String supervisor) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new HostRecord(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize(),
                available(system.getFreeMemorySize()),
                supervisor);
    }

    /** Free memory does not count what the system would give away for the asking. */
    private static long available(long free) {
        try {
            Matcher line = AVAILABLE.matcher(Files.readString(MEMORY));
            return line.find() ? Long.parseLong(line.group(1)) * 1_024 : free;
        } catch (IOException e) {
            return free;
        }
    }
}
