package io.msagent.stateful.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Finds the last commit in the file of a database whose process was killed. H2's usual start looks for it where it expects it;
 * when the kill tore a later write, it may come to a commit or two before, though those after it are whole and were
 * acknowledged. In recovery mode it looks through all of the file, and the orderly close leaves a file that says where to begin.
 */
final class Recovery {
    private Recovery() {}

    /** Mends the file, if there is one; nobody else may have it open. */
    static void of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            new MVStore.Builder()
                    .fileName(file.toString())
                    .recoveryMode()
                    .open()
                    .close();
        } catch (MVStoreException e) {
            throw new IOException(
                    "state store " + file + " cannot be recovered: " + e.getMessage()
                            + " (expected: a file that only H2 has written; put a copy of it in its place)",
                    e);
        }
    }
}
