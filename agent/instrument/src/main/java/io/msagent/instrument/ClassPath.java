package io.msagent.instrument;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The jars and folders of the application: those of the class path and the module path, those that jars name in their
 * manifests, and in a Spring Boot jar its own classes.
 */
final class ClassPath {
    private final List<Path> entries;

    private ClassPath(Set<Path> entries) {
        this.entries = List.copyOf(entries);
    }

    /** What this process was started with. */
    static ClassPath ofProcess() {
        return of(System.getProperty("java.class.path", ""), System.getProperty("jdk.module.path", ""));
    }

    /** As after {@code -cp} and {@code -p}; what does not exist is passed over, as the JVM does. */
    static ClassPath of(String classPath, String modulePath) {
        Set<Path> found = new LinkedHashSet<>();
        addAll(classPath, false, found);
        addAll(modulePath, true, found);
        return new ClassPath(found);
    }

    private static void addAll(String text, boolean modules, Set<Path> found) {
        for (String each : text.split(File.pathSeparator)) {
            try {
                if (!each.isEmpty()) {
                    add(Path.of(each).toAbsolutePath().normalize(), modules, found);
                }
            } catch (InvalidPathException e) {
                // no file has such a name
            }
        }
    }

    /** Existing jars and folders, in order. */
    List<Path> entries() {
        return entries;
    }

    private static void add(Path entry, boolean modules, Set<Path> found) {
        if (!Files.exists(entry) || !found.add(entry)) {
            return;
        }
        try {
            if (!Files.isDirectory(entry)) {
                for (Path next : namedByManifest(entry)) {
                    add(next, false, found);
                }
            } else if (modules) {
                for (Path jar : jarsIn(entry)) {
                    add(jar, false, found);
                }
            }
        } catch (IOException e) {
            found.remove(entry); // no jar after all
        }
    }

    /** A folder on the module path may hold modules as jars. */
    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static List<Path> namedByManifest(Path file) throws IOException {
        List<Path> named = new ArrayList<>();
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            String text = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String each : text == null ? new String[0] : text.strip().split(" +")) {
                URI uri = each.isEmpty() ? null : resolve(file, each);
                if (uri != null && "file".equals(uri.getScheme())) {
                    file(uri).ifPresent(named::add);
                }
            }
        }
        return named;
    }

    /** What a {@code file:} URI names; nothing for forms that name no file of this machine, which the JVM passes over too. */
    private static Optional<Path> file(URI uri) {
        try {
            return Optional.of(Path.of(uri).normalize());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @org.jspecify.annotations.Nullable URI resolve(Path file, String relative) {
        try {
            return file.toUri().resolve(relative);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
