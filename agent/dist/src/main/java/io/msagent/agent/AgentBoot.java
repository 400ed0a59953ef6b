package io.msagent.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the isolated loader and calls into it. Loaded by the bootstrap loader; uses JDK types only. */
public final class AgentBoot {
    private static final String START = "io.msagent.instrument.AgentStart";

    private AgentBoot() {}

    /**
     * Starts the agent, once in a process.
     *
     * @throws IllegalArgumentException if the user has to mend something; the message is for him
     * @throws Throwable if the agent itself fails
     */
    public static void start(@Nullable String arguments, Instrumentation instrumentation, File jar) throws Throwable {
        try {
            open(jar)
                    .loadClass(START)
                    .getMethod("start", String.class, Instrumentation.class, Path.class)
                    .invoke(null, arguments, instrumentation, jar.toPath());
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static ClassLoader open(File jar) throws IOException {
        return new IsolatedLoader(jar);
    }
}
