package oldapp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.msagent.Microservice;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.slf4j.LoggerFactory;

/** Prints where each library was loaded from and what it does, and ends with the status it is given. */
public final class OldLibraries {
    private OldLibraries() {}

    /** A bean for Jackson. */
    public static final class Bean {
        public int a = 1;
        public List<String> b = List.of("x");
    }

    @Microservice("old-libraries")
    static String remote(ImmutableList<String> words) throws Exception {
        return new ObjectMapper().writeValueAsString(words) + from(ObjectMapper.class) + " parent "
                + ProcessHandle.current().pid();
    }

    private static String from(Class<?> type) {
        return " " + type.getSimpleName() + " of "
                + Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .getFileName();
    }

    /** Arguments: the exit status. */
    public static void main(String[] arguments) throws Exception {
        Properties before = (Properties) System.getProperties().clone();
        String answer = remote(ImmutableList.of("a", "b"));
        boolean here = answer.endsWith(" " + ProcessHandle.current().pid());
        System.out.println(answer.substring(0, answer.indexOf(" parent ")));
        System.err.println(here ? "ran here" : "ran elsewhere");

        System.out.println(new ObjectMapper().writeValueAsString(new Bean()) + from(ObjectMapper.class));
        System.out.println(ImmutableList.of(1, 2) + from(ImmutableList.class));
        System.out.println(HttpClients.createDefault().getClass().getSimpleName() + from(HttpClients.class));
        LoggerFactory.getLogger("app").info("logged by the application");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        meters.counter("calls").increment();
        System.out.println(meters.counter("calls").count() + from(MeterRegistry.class));
        System.out.println("slf4j" + from(LoggerFactory.class));
        System.out.println(
                "jul handlers " + LogManager.getLogManager().getLogger("").getHandlers().length);
        System.out.println("context loader "
                + Thread.currentThread().getContextClassLoader().getClass().getSimpleName());
        System.out.println("default uncaught handler " + Thread.getDefaultUncaughtExceptionHandler());
        System.out.println("properties changed " + changed(before, System.getProperties()));
        System.out.println("our code visible " + visible("io.msagent.core.log.Log") + visible("net.bytebuddy.ByteBuddy")
                + visible("io.undertow.Undertow") + visible("io.micrometer.prometheusmetrics.PrometheusConfig"));
        if (Integer.parseInt(arguments[0]) != 0) {
            System.exit(Integer.parseInt(arguments[0]));
        }
    }

    private static TreeSet<Object> changed(Properties before, Properties after) {
        TreeSet<Object> keys = new TreeSet<>();
        after.forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                keys.add(key);
            }
        });
        return keys;
    }

    private static boolean visible(String type) {
        try {
            Class.forName(type);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
