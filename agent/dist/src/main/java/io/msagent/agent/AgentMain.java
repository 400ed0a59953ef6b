package io.msagent.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The agent's entry points. Finds its own jar, makes the bridge visible to every class loader, and calls {@link
 * AgentBoot}; with {@code mode=local} not even that.
 *
 * <p>This class is loaded by the bootstrap loader, or, from a jar that was renamed, by the application's: never add
 * anything to it that is not a JDK type, or work that can wait.
 */
public final class AgentMain {
    private static final Pattern MODE = Pattern.compile("(?:^|[,;])\\s*mode\\s*=\\s*(\\w+)\\s*(?:[,;]|$)");
    private static boolean installed;

    private AgentMain() {}

    /**
     * Called by the JVM before {@code main}. If the settings are wrong the process ends here with status 1; if the agent
     * itself fails the program runs as if it were not there.
     */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            install(arguments, instrumentation);
        } catch (IllegalArgumentException e) {
            System.err.println("ms-agent: " + e.getMessage());
            System.exit(1);
        } catch (Throwable e) {
            System.err.println("ms-agent: cannot start, the program runs without it: " + e);
        }
    }

    /**
     * Called by the JVM when somebody attaches the agent to a running program.
     *
     * @throws IllegalArgumentException if the settings are wrong; the program goes on without the agent
     * @throws Throwable if the agent itself fails
     */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) throws Throwable {
        install(arguments, instrumentation);
    }

    private static synchronized void install(@Nullable String arguments, Instrumentation instrumentation)
            throws Throwable {
        if (installed) {
            System.err.println("ms-agent: is there already, its second start was passed over");
            return;
        }
        if (local(arguments)) {
            return;
        }
        File jar = ownJar();
        try {
            boot(instrumentation, jar)
                    .getMethod("start", String.class, Instrumentation.class, File.class)
                    .invoke(null, arguments, instrumentation, jar);
            installed = true;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** The bootstrap loader tells no code source, so it is asked for this class's own file. */
    private static File ownJar() {
        String file = "io/msagent/agent/AgentMain.class";
        URL url = ClassLoader.getSystemResource(file);
        String text = url == null ? "" : url.toString();
        String end = "!/" + file;
        if (!text.startsWith("jar:file:") || !text.endsWith(end)) {
            throw new IllegalStateException("found at " + text + " (expected: in a jar file)");
        }
        return new File(URI.create(text.substring("jar:".length(), text.length() - end.length())));
    }

    /** The class as the bootstrap loader sees it, not a copy in this class's loader. */
    private static Class<?> boot(Instrumentation instrumentation, File jar) throws IOException, ClassNotFoundException {
        String name = "io.msagent.agent.AgentBoot";
        try {
            // the manifest's Boot-Class-Path did it before the JVM was up, unless the jar was renamed; done later, it
            // makes the JVM warn that it cannot share application classes any more
            return Class.forName(name, true, null);
        } catch (ClassNotFoundException e) {
            instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
            return Class.forName(name, true, null);
        }
    }

    /** Whether it is plain to see that nothing is to be woven. A {@code mode} in a file is read later, with the rest. */
    private static boolean local(@Nullable String arguments) {
        Matcher given = MODE.matcher(arguments == null ? "" : arguments);
        String mode = given.find() ? given.group(1) : System.getProperty("ms.mode");
        return "local".equals(mode == null ? System.getenv("MS_MODE") : mode);
    }
}
