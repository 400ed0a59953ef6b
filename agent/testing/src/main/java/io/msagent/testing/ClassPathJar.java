package io.msagent.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A class path as a jar that names its entries: it fits on any command line, however long it is. */
final class ClassPathJar {
    private ClassPathJar() {}

    /** Writes the jar; returns its path. */
    static String write(Path jar, List<Path> entries) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(
                Attributes.Name.CLASS_PATH,
                entries.stream()
                        // a folder's URL ends in a slash only if it is there
                        .filter(Files::exists)
                        .map(entry -> entry.toUri().toString())
                        .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar.toString();
    }
}
