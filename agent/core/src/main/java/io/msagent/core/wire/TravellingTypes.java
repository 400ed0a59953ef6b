package io.msagent.core.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says of a type's name whether its values can travel, before the class exists: for the checks at load time. Loads no
 * class of the application. Safe for use by any thread.
 */
public final class TravellingTypes {
    private static final String CODE = "it is code, not a value";
    private static final String OPEN = "it belongs to an open resource of this process";
    private static final String RUNNING = "it belongs to the threads of this process";
    private static final String TYPE = "it is a part of this process's program, not a value";
    private static final String ONCE = "it can be gone through only once, here";

    private static final Map<String, String> REASONS = new LinkedHashMap<>();

    static {
        because(
                CODE,
                "java.util.function.*",
                "java.lang.Runnable",
                "java.util.concurrent.Callable",
                "java.lang.invoke.*");
        because(
                OPEN,
                "java.io.InputStream",
                "java.io.OutputStream",
                "java.io.Reader",
                "java.io.Writer",
                "java.io.RandomAccessFile",
                "java.io.FileDescriptor",
                "java.io.Closeable",
                "java.io.Console",
                "java.lang.AutoCloseable",
                "java.lang.Process",
                "java.lang.ProcessHandle",
                "java.lang.ProcessBuilder",
                "java.lang.Readable",
                "java.net.Socket",
                "java.net.ServerSocket",
                "java.net.DatagramSocket",
                "java.net.URLConnection",
                "java.net.HttpURLConnection",
                "java.net.http.*",
                "java.nio.channels.*",
                "java.nio.file.FileSystem",
                "java.nio.file.WatchService",
                "java.util.Scanner",
                "java.util.zip.*",
                "java.util.jar.*",
                "java.util.logging.*",
                "java.util.prefs.*",
                "java.sql.*",
                "javax.sql.*",
                "javax.net.*",
                "javax.script.*",
                "java.rmi.*",
                "java.awt.*",
                "javax.swing.*");
        because(
                RUNNING,
                "java.lang.Thread",
                "java.lang.ThreadGroup",
                "java.lang.ThreadLocal",
                "java.lang.InheritableThreadLocal",
                "java.util.Timer",
                "java.util.TimerTask",
                "java.util.concurrent.Executor",
                "java.util.concurrent.ExecutorService",
                "java.util.concurrent.ScheduledExecutorService",
                "java.util.concurrent.ThreadPoolExecutor",
                "java.util.concurrent.ScheduledThreadPoolExecutor",
                "java.util.concurrent.ForkJoinPool",
                "java.util.concurrent.ForkJoinTask",
                "java.util.concurrent.ThreadFactory",
                "java.util.concurrent.Future",
                "java.util.concurrent.FutureTask",
                "java.util.concurrent.CompletionStage",
                "java.util.concurrent.CompletableFuture",
                "java.util.concurrent.CountDownLatch",
                "java.util.concurrent.CyclicBarrier",
                "java.util.concurrent.Exchanger",
                "java.util.concurrent.Phaser",
                "java.util.concurrent.Semaphore",
                "java.util.concurrent.Flow",
                "java.util.concurrent.BlockingQueue",
                "java.util.concurrent.BlockingDeque",
                "java.util.concurrent.TransferQueue",
                "java.util.concurrent.ArrayBlockingQueue",
                "java.util.concurrent.LinkedBlockingQueue",
                "java.util.concurrent.LinkedBlockingDeque",
                "java.util.concurrent.LinkedTransferQueue",
                "java.util.concurrent.PriorityBlockingQueue",
                "java.util.concurrent.DelayQueue",
                "java.util.concurrent.SynchronousQueue",
                "java.util.concurrent.locks.*");
        because(
                TYPE,
                "java.lang.Class",
                "java.lang.ClassLoader",
                "java.lang.Module",
                "java.lang.ModuleLayer",
                "java.lang.Package",
                "java.lang.Runtime",
                "java.lang.System",
                "java.lang.StackWalker",
                "java.lang.reflect.*",
                "java.lang.module.*",
                "java.lang.instrument.*",
                "java.lang.ref.*",
                "java.lang.management.*",
                "java.util.ServiceLoader",
                "java.util.ResourceBundle",
                "java.security.*",
                "javax.crypto.*");
        because(
                ONCE,
                "java.util.stream.*",
                "java.util.Iterator",
                "java.util.ListIterator",
                "java.util.PrimitiveIterator",
                "java.util.Spliterator",
                "java.util.Enumeration",
                "java.util.StringTokenizer",
                "java.util.regex.Matcher");
        because(
                "its order depends on the state of this process",
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.util.random.*",
                "java.util.concurrent.ThreadLocalRandom");
        because(
                "its keys are told apart by identity, which does not travel",
                "java.util.IdentityHashMap",
                "java.util.WeakHashMap");
    }

    private static final Set<String> PRIMITIVES =
            Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double", "void");
    private static final List<String> INTERFACES = List.of("java.util.Map$Entry", "java.lang.Iterable");

    private TravellingTypes() {}

    private static void because(String reason, String... names) {
        for (String name : names) {
            REASONS.put(name, reason);
        }
    }

    /**
     * Whether a class of this name is one of the JDK's values, which travel anywhere: primitives, strings, numbers,
     * dates, collections, maps and their like.
     *
     * @param className a binary name, as {@code java.util.Map$Entry}; {@code []} at the end for arrays
     */
    public static boolean isJdkValue(String className) {
        String name = element(className);
        return PRIMITIVES.contains(name)
                || name.equals("java.lang.Void")
                || Scalars.named(name) != null
                || Holders.named(name) != null
                || isContents(name);
    }

    private static boolean isContents(String name) {
        if (CollectionKinds.named(name) != null || MapKinds.named(name) != null || INTERFACES.contains(name)) {
            return true;
        }
        Class<?> jdk = name.startsWith("java.util.") && whyNot(name).isEmpty() ? JdkTypes.named(name) : null;
        return jdk != null
                && (CollectionKinds.isCollection(jdk) && CollectionKinds.defaultFor(jdk) != null
                        || MapKinds.isMap(jdk) && MapKinds.defaultFor(jdk) != null);
    }

    /**
     * Why values of a type of this name cannot travel, as far as the name says; empty if they can, or if only the class
     * can tell.
     *
     * @param className a binary name; {@code []} at the end for arrays
     */
    public static Optional<String> whyNot(String className) {
        String name = element(className);
        if (Scalars.named(name) != null || name.endsWith("Exception") || name.endsWith("Error")) {
            return Optional.empty();
        }
        String reason = REASONS.get(name);
        for (int dot = name.lastIndexOf('.'); reason == null && dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            reason = REASONS.get(name.substring(0, dot) + ".*");
        }
        // Flow.Publisher and its like share the reason of the class around them
        int dollar = name.indexOf('$');
        return reason == null && dollar > 0 && name.startsWith("java.")
                ? Optional.ofNullable(REASONS.get(name.substring(0, dollar)))
                : Optional.ofNullable(reason);
    }

    private static String element(String className) {
        String name = className;
        while (name.endsWith("[]")) {
            name = name.substring(0, name.length() - 2);
        }
        return name;
    }
}
