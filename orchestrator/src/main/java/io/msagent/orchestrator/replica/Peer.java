package io.msagent.orchestrator.replica;

import io.msagent.core.log.Log;
import io.msagent.orchestrator.lead.Silence;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Another slot of this folder, and what is done about it. Used by the guardian's thread alone. */
final class Peer {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);
    /** Of one that this orchestrator started, until it says where it is: until then it has no lock. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int TAIL = 5;
    private static final String OUTPUT = "out.log";

    private final Path folder;
    private final int slot;
    private final Launcher launcher;
    private final BeatEnquiry beats;
    private final Silence silence = new Silence();
    private @Nullable Process started;
    private Duration pause = FIRST_PAUSE;
    private long notBefore = System.nanoTime();
    private long killed;
    private boolean seen;

    /** @param beats whether the registry hears from it; asked in a thread of its own, may block and throw */
    Peer(Path folder, int slot, Launcher launcher, Predicate<OrchestratorInfo> beats) {
        this.folder = folder;
        this.slot = slot;
        this.launcher = launcher;
        this.beats = new BeatEnquiry(beats);
    }

    /**
     * Ends it if it hangs.
     *
     * @param since how long ago it was looked at before
     * @param fills whether to start it if it is missing
     */
    void look(Duration since, boolean fills) {
        if (StateFolder.isTaken(folder, slot)) {
            OrchestratorInfo info = StateFolder.info(folder, slot).orElse(null);
            if (info != null && info.lives()) {
                seen = true;
                started = null;
                pause = FIRST_PAUSE;
                listen(info, since);
            } else {
                awaitStart(since);
            }
            return;
        }
        silence.heard();
        Process mine = started;
        if (mine != null && mine.isAlive()) {
            return; // it has not taken its slot yet
        }
        if (mine != null) {
            failed(mine);
        } else if (fills && System.nanoTime() - notBefore >= 0) {
            start();
        }
    }

    private void awaitStart(Duration since) {
        Process mine = started;
        if (mine == null || !mine.isAlive()) {
            silence.heard();
            return;
        }
        silence.goesOn(since);
        if (silence.isLongerThan(LONGEST_START)) {
            Log.error("orchestrator in slot " + slot + " (pid " + mine.pid() + ") hangs in its start: killed");
            silence.heard();
            mine.destroyForcibly();
        }
    }

    private void listen(OrchestratorInfo info, Duration since) {
        if (Knock.at(info) || beats.isHeard(info)) {
            silence.heard();
            return;
        }
        silence.goesOn(since);
        if (!silence.isLongerThan(LONGEST_SILENCE)) {
            return;
        }
        if (Knock.at(info)) {
            silence.heard(); // it went on while the look before took its time
        } else {
            kill(info, "is silent for more than " + LONGEST_SILENCE.toSeconds() + " s");
        }
    }

    private void kill(OrchestratorInfo info, String why) {
        info.process().ifPresent(process -> {
            if (killed != info.pid()) {
                killed = info.pid();
                Log.error("orchestrator in slot " + slot + " (pid " + info.pid() + ") " + why + ": killed");
            }
            process.destroyForcibly();
        });
    }

    private void start() {
        try {
            Path output = StateFolder.makeSlot(folder, slot).resolve(OUTPUT);
            started = launcher.start(slot, output);
            Log.write(
                    seen ? Log.Level.WARN : Log.Level.INFO,
                    "started an orchestrator in slot " + slot + (seen ? " again" : "") + " (pid " + started.pid()
                            + "), its output: " + output,
                    null);
        } catch (IOException e) {
            Log.error("an orchestrator in slot " + slot + " cannot be started: " + e.getMessage() + "; tries again in "
                    + pause.toSeconds() + " s");
            waitLonger();
        }
    }

    private void failed(Process mine) {
        started = null;
        if (mine.exitValue() != 0) {
            Log.error("the orchestrator in slot " + slot + " ended with " + mine.exitValue()
                    + " during its start; tries" + " again in " + pause.toSeconds() + " s. Its last lines:" + tail());
        }
        waitLonger();
    }

    private void waitLonger() {
        notBefore = System.nanoTime() + pause.toNanos();
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private String tail() {
        try {
            List<String> lines =
                    Files.readAllLines(StateFolder.slotFolder(folder, slot).resolve(OUTPUT));
            return "\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return " (" + e.getMessage() + ")";
        }
    }

    /** One that was started and has not taken its slot yet is ended: nobody else knows of it. */
    void close() {
        Process mine = started;
        if (mine != null && !StateFolder.isTaken(folder, slot)) {
            mine.destroyForcibly();
        }
    }
}
