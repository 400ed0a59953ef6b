package io.msagent.it.fatjar;

import io.msagent.it.kit.Paths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** Packs classes the way Spring Boot's build plugin does: loader at the root, classes and libraries inside. */
final class FatJar {
    private FatJar() {}

    static void write(Path target, Path loaderJar, String startClass) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
        manifest.getMainAttributes().putValue("Start-Class", startClass);
        manifest.getMainAttributes().putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
        manifest.getMainAttributes().putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            loader(loaderJar, jar);
            jar.putNextEntry(new JarEntry("BOOT-INF/"));
            jar.putNextEntry(new JarEntry("BOOT-INF/classes/"));
            folder(Paths.TEST_CLASSES, "kitchen", "BOOT-INF/classes/", jar);
            jar.putNextEntry(new JarEntry("BOOT-INF/lib/"));
            stored("BOOT-INF/lib/ms-agent-api.jar", api(), jar);
        }
    }

    private static void loader(Path loaderJar, JarOutputStream jar) throws IOException {
        try (JarFile loader = new JarFile(loaderJar.toFile())) {
            for (JarEntry entry : loader.stream().toList()) {
                if (entry.getName().startsWith("org/")) {
                    jar.putNextEntry(new JarEntry(entry.getName()));
                    jar.write(loader.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    private static byte[] api() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream inner = new JarOutputStream(bytes)) {
            folder(Paths.API, "io", "", inner);
        }
        return bytes.toByteArray();
    }

    private static void folder(Path root, String below, String prefix, JarOutputStream jar) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(below))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new JarEntry(prefix + root.relativize(file)));
                jar.write(Files.readAllBytes(file));
            }
        }
    }

    /** A jar inside a jar must not be compressed. */
    private static void stored(String name, byte[] bytes, JarOutputStream jar) throws IOException {
        JarEntry entry = new JarEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        jar.putNextEntry(entry);
        jar.write(bytes);
    }
}
