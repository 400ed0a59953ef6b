package io.msagent.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state store out of the packaged jar, in the agent's own loader: nothing of it is seen in the process around it. */
class StoreInJarTest {
    @Test
    void itOpensAndLeavesNoTraceInTheProcess(@TempDir Path folder) throws Exception {
        Set<ObjectName> beans = ManagementFactory.getPlatformMBeanServer().queryNames(null, null);
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        try (URLClassLoader outer =
                new URLClassLoader(new URL[] {AgentJar.file().toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            ClassLoader inner = isolated(outer);

            AutoCloseable store = withoutContextLoader(() -> open(inner, folder.resolve("state")));

            assertThat(folder.resolve("state.mv.db")).exists();
            assertThat(store.getClass()
                            .getMethod("take", String.class, int.class, long.class)
                            .invoke(store, "service", 3, 7L))
                    .isEqualTo(7L);
            assertThat(isRegistered(inner, "org.h2.Driver")).isFalse();
            assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(null, null))
                    .isEqualTo(beans);
            Set<Thread> ours = new HashSet<>(Thread.getAllStackTraces().keySet());
            ours.removeAll(threads);
            assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);
            store.close();
        }
    }

    @Test
    void thePostgresDriverLoadsAndIsNotRegistered() throws Exception {
        try (URLClassLoader outer =
                new URLClassLoader(new URL[] {AgentJar.file().toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            ClassLoader inner = isolated(outer);
            Class<?> dialect = Class.forName("io.msagent.stateful.store.jdbc.Dialect", true, inner);
            var driver = dialect.getDeclaredMethod("driver");
            driver.setAccessible(true);

            Object loaded = driver.invoke(dialect.getField("POSTGRESQL").get(null));

            assertThat(loaded.getClass().getClassLoader()).isSameAs(inner);
            assertThat(loaded.getClass().getMethod("isRegistered").invoke(null)).isEqualTo(false);
        }
    }

    private static ClassLoader isolated(ClassLoader outer) throws ReflectiveOperationException {
        Constructor<?> made = outer.loadClass("io.msagent.agent.IsolatedLoader").getDeclaredConstructor(File.class);
        made.setAccessible(true);
        return (ClassLoader) made.newInstance(AgentJar.file().toFile());
    }

    private static AutoCloseable open(ClassLoader inner, Path file) throws ReflectiveOperationException {
        Class<?> address = Class.forName("io.msagent.stateful.store.jdbc.Address", true, inner);
        Object where = address.getMethod("of", String.class, String.class, String.class)
                .invoke(null, "jdbc:h2:file:" + file, null, null);
        return (AutoCloseable) Class.forName("io.msagent.stateful.store.jdbc.JdbcStateStore", true, inner)
                .getMethod("open", address)
                .invoke(null, where);
    }

    private static boolean isRegistered(ClassLoader inner, String driver) throws ReflectiveOperationException {
        Field registered = Class.forName(driver, true, inner).getDeclaredField("registered");
        registered.setAccessible(true);
        return registered.getBoolean(null);
    }

    private static <T> T withoutContextLoader(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "application");
        thread.setContextClassLoader(null);
        thread.start();
        return task.get(2, TimeUnit.MINUTES);
    }
}
