package io.msagent.instrument;

import io.msagent.instrument.match.ClassBytes;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The class files of a {@link ClassPath}, by name and all of them. Open jars until closed; for one thread. */
final class ClassFiles implements ClassBytes, Closeable {
    private static final String SUFFIX = ".class";
    private static final String SPRING_BOOT = "BOOT-INF/classes/";

    private final List<Path> folders = new ArrayList<>();
    private final List<JarFile> jars = new ArrayList<>();

    ClassFiles(ClassPath classPath) {
        for (Path each : classPath.entries()) {
            if (Files.isDirectory(each)) {
                folders.add(each);
            } else {
                try {
                    jars.add(new JarFile(each.toFile(), false));
                } catch (IOException e) {
                    // gone since, or no jar
                }
            }
        }
    }

    @Override
    public byte @Nullable [] find(String internalName) {
        String file = internalName + SUFFIX;
        try {
            for (Path folder : folders) {
                if (Files.isRegularFile(folder.resolve(file))) {
                    return Files.readAllBytes(folder.resolve(file));
                }
            }
            for (JarFile jar : jars) {
                JarEntry entry = jar.getJarEntry(file);
                entry = entry == null ? jar.getJarEntry(SPRING_BOOT + file) : entry;
                if (entry != null) {
                    return read(jar, entry);
                }
            }
        } catch (IOException e) {
            return null;
        }
        return ClassBytes.of(ClassLoader.getPlatformClassLoader()).find(internalName);
    }

    /** Hands over every class file: its internal name and its bytes. */
    void forEach(BiConsumer<String, byte[]> consumer) throws IOException {
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : (Iterable<Path>) files::iterator) {
                    String name = folder.relativize(each).toString().replace('\\', '/');
                    if (isClass(name)) {
                        consumer.accept(strip(name), Files.readAllBytes(each));
                    }
                }
            }
        }
        for (JarFile jar : jars) {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                if (isClass(entry.getName())) {
                    consumer.accept(strip(entry.getName()), read(jar, entry));
                }
            }
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(SUFFIX)
                && !name.startsWith("META-INF/")
                && !name.endsWith("module-info.class")
                && !name.endsWith("package-info.class");
    }

    private static String strip(String name) {
        String bare = name.substring(0, name.length() - SUFFIX.length());
        return bare.startsWith(SPRING_BOOT) ? bare.substring(SPRING_BOOT.length()) : bare;
    }

    private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        for (JarFile each : jars) {
            each.close();
        }
    }
}
