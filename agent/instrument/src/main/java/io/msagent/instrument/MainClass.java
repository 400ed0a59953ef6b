package io.msagent.instrument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Finds out from how the JVM was started which class holds the application's {@code main}. */
final class MainClass {
    private MainClass() {}

    /**
     * The class's binary name, if it can be known.
     *
     * @param command the property {@code sun.java.command}: a class, {@code module/class} or a jar file, then arguments
     * @param classPath the property {@code java.class.path}: with {@code -jar}, that jar file and nothing else
     */
    static Optional<String> find(String command, String classPath) {
        if (command.isEmpty()) {
            return Optional.empty();
        }
        if (!classPath.isEmpty() && (command.equals(classPath) || command.startsWith(classPath + " "))) {
            Optional<String> ofJar = ofJar(classPath);
            if (ofJar.isPresent()) {
                return ofJar;
            }
        }
        int space = command.indexOf(' ');
        String first = space < 0 ? command : command.substring(0, space);
        return Optional.of(first.substring(first.indexOf('/') + 1));
    }

    /** A Spring Boot jar names the application's own class apart from the launcher that calls it. */
    private static Optional<String> ofJar(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            try (JarFile jar = new JarFile(path.toFile(), false)) {
                Manifest manifest = jar.getManifest();
                Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
                return Optional.ofNullable(main.getValue("Start-Class"))
                        .or(() -> Optional.ofNullable(main.getValue(Attributes.Name.MAIN_CLASS)))
                        .map(String::strip);
            }
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
