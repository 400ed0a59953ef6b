package io.msagent.stateful.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of H2's, named {@code whole:/folder/name}, in which a write is there wholly, or not at all, after the process was
 * killed in the middle of it. H2 needs that: it writes over what the last commit had not yet written down as free. Public only
 * because H2 makes objects of it.
 */
public final class WholeWrites extends FilePathWrapper {
    private static final String SCHEME = "whole";

    /** For H2. */
    public WholeWrites() {}

    /** Makes H2 know the names of these files; more than once does no harm. */
    static void register() {
        FilePath.register(new WholeWrites());
    }

    /** H2's name of such a file. */
    static String name(Path file) {
        return SCHEME + ":" + file;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel file = super.open(mode);
        String name = getBase().toString();
        if (!name.endsWith(Recovery.SUFFIX) || mode.equals("r")) {
            return file;
        }
        try {
            return new WholeWritesChannel(file, LastWrite.open(LastWrite.beside(Path.of(name))));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }
}
