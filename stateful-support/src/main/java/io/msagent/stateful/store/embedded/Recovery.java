package io.msagent.stateful.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Finds the last commit in the file of a database whose process was killed. H2's usual start looks for it where the file's head
 * says, and that may be a commit or two behind: H2 2.5 writes the head before it takes the new commit for the last one. In
 * recovery mode it looks through all of the file, and the orderly close leaves a file that says where to begin.
 */
final class Recovery {
    /** Of H2's files. */
    static final String SUFFIX = ".mv.db";

    private Recovery() {}

    /** Mends the file, if there is one; nobody else may have it open. */
    static void of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            LastWrite.repeat(file);
            MVStore store = new MVStore.Builder()
                    .fileName(WholeWrites.name(file))
                    .recoveryMode()
                    .open();
            // what it found, before it writes
            store.sync();
            store.close();
        } catch (MVStoreException e) {
            throw new IOException(
                    "state store " + file + " cannot be recovered: " + e.getMessage()
                            + " (expected: a file that only H2 has written; put a copy of it in its place)",
                    e);
        }
    }
}
