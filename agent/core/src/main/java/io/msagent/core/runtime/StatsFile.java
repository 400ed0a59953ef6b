package io.msagent.core.runtime;

import io.msagent.core.client.CallStats;
import io.msagent.core.log.Log;
import java.io.IOException;
import java.nio.file.Path;

/** Leaves the table of calls behind when the process ends. */
final class StatsFile {
    private StatsFile() {}

    static void write(CallStats stats, Path file) {
        try {
            stats.writeJson(file);
        } catch (IOException e) {
            Log.warn("stats.file: " + file + ": " + e);
        }
    }
}
