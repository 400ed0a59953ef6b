package io.msagent.instrument;

import io.msagent.core.config.Settings;
import io.msagent.core.log.Log;
import io.msagent.instrument.describe.Describer;
import io.msagent.instrument.describe.Travel;
import io.msagent.instrument.match.Candidates;
import io.msagent.instrument.match.MethodPatterns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A throwaway class loader that weaves the classes of the given packages as the JVM would, and keeps what was reported. */
public final class Woven extends ClassLoader {
    static final Set<String> NO_TRAVELLERS =
            Set.of("java.io.InputStream", "java.lang.Thread", "java.util.concurrent.locks.ReentrantLock");

    private final RecordingRuntime runtime = RecordingRuntime.fresh();
    private final Map<String, byte[]> given = new HashMap<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final WeavingTransformer transformer;
    private final String packagePrefix;

    private Woven(Map<String, String> texts, Optional<String> mainClass, boolean births, String packagePrefix) {
        super("woven", Woven.class.getClassLoader());
        this.packagePrefix = packagePrefix;
        Settings settings = Settings.of(texts);
        MethodPatterns patterns = MethodPatterns.of(settings);
        Describer describer = new Describer(settings, patterns, travel());
        Reports reports = new Reports();
        MainMethods mains = new MainMethods(mainClass);
        transformer = new WeavingTransformer(
                new Candidates(patterns),
                mains,
                reports,
                () -> new ClassWork(describer, runtime, mains, births, reports, RecordingRuntime.newReceivers()));
    }

    static Woven with(Map<String, String> texts) {
        return new Woven(texts, Optional.empty(), false, "io.msagent.instrument.shapes.");
    }

    static Woven provider(Map<String, String> texts, String mainClass) {
        return new Woven(texts, Optional.of(mainClass), true, "io.msagent.instrument.shapes.");
    }

    static Travel travel() {
        return name -> NO_TRAVELLERS.contains(name) ? name + " holds on to this process" : null;
    }

    RecordingRuntime runtime() {
        return runtime;
    }

    /** Loads this class file instead of one from the class path. */
    Class<?> define(String name, byte[] bytes) throws ClassNotFoundException {
        given.put(name, bytes);
        return loadClass(name);
    }

    /** What went to the log so far, without the level's name and time. */
    List<String> reports() {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^ms-agent \\S+ \\w+ ", ""))
                .toList();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            if (!name.startsWith(packagePrefix) && !given.containsKey(name)) {
                return super.loadClass(name, resolve);
            }
            byte[] bytes = bytes(name);
            byte[] woven = weave(name, bytes);
            byte[] defined = woven == null ? bytes : woven;
            return defineClass(name, defined, 0, defined.length);
        }
    }

    byte[] weave(String name, byte[] bytes) {
        Log.configure(Log.Level.WARN, Log.Format.TEXT, new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            return transformer.transform(this, name.replace('.', '/'), null, null, bytes);
        } finally {
            Log.configure(Log.Level.WARN, Log.Format.TEXT, null);
        }
    }

    private byte[] bytes(String name) throws ClassNotFoundException {
        byte[] own = given.get(name);
        return own == null ? classFile(name) : own;
    }

    static byte[] classFile(String name) throws ClassNotFoundException {
        try (InputStream in = Woven.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
