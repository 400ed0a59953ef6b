package io.msagent.orchestrator.doctor;

import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The state folder: whose it is, who may read it, what room there is, who uses it. */
final class Folder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final long MEBI = 1 << 20;
    private static final long FULL = 50 * MEBI;
    private static final long NEARLY_FULL = 500 * MEBI;

    private Folder() {}

    static List<Finding> examine(Subject subject) {
        Path folder = subject.state();
        if (!Files.exists(folder)) {
            return List.of(Finding.ok("state folder", folder + " is not there; the first start makes it"));
        }
        List<Finding> findings = new ArrayList<>();
        try {
            findings.add(access(folder));
            findings.add(room(folder));
        } catch (IOException e) {
            findings.add(Finding.fail(
                    "state folder",
                    folder + " cannot be looked at: " + e,
                    "take another with --state, or give yourself access"));
        }
        findings.add(users(subject));
        return findings;
    }

    private static Finding access(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Finding.fail("state folder", folder + " is no folder", "move it away, or take another with --state");
        }
        String owner = Files.getOwner(folder).getName();
        if (!owner.equals(System.getProperty("user.name"))) {
            return Finding.fail(
                    "state folder",
                    folder + " belongs to " + owner + ", you are " + System.getProperty("user.name"),
                    "take one of your own with --state, or do this as " + owner);
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (!OWNER_ONLY.containsAll(permissions)) {
            return Finding.fail(
                    "state folder",
                    folder + " has permissions " + PosixFilePermissions.toString(permissions),
                    "others must not read the token: chmod 700 " + folder);
        }
        return Files.isWritable(folder)
                ? Finding.ok("state folder", folder + ", yours alone")
                : Finding.fail("state folder", folder + " cannot be written to", "chmod 700 " + folder);
    }

    private static Finding room(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        String seen = free / MEBI + " MiB free at " + folder;
        if (free < FULL) {
            return Finding.fail("disk", seen, "make room: the embedded registry and logs are written there");
        }
        return free < NEARLY_FULL
                ? Finding.warn("disk", seen, "make room soon, or write less: --log-max-bytes, --log-files")
                : Finding.ok("disk", seen);
    }

    private static Finding users(Subject subject) {
        List<String> users = new ArrayList<>();
        List<String> stuck = new ArrayList<>();
        for (int slot : StateFolder.slots(subject.state())) {
            boolean taken = StateFolder.isTaken(subject.state(), slot);
            boolean lives = StateFolder.info(subject.state(), slot)
                    .map(OrchestratorInfo::lives)
                    .orElse(false);
            if (taken) {
                users.add("slot " + slot
                        + StateFolder.info(subject.state(), slot)
                                .map(info -> " by pid " + info.pid())
                                .orElse(" by one that just starts"));
            }
            if (taken && !lives && StateFolder.info(subject.state(), slot).isPresent()) {
                stuck.add("slot " + slot);
            }
        }
        if (!stuck.isEmpty()) {
            return Finding.warn(
                    "locks",
                    String.join(", ", stuck) + " is locked by another process than the one that its file names",
                    "it starts just now, or hangs at its start: look again, or see who it is with: lsof "
                            + subject.state().resolve("replicas"));
        }
        return Finding.ok("locks", users.isEmpty() ? "nobody uses the folder" : "used: " + String.join(", ", users));
    }
}
