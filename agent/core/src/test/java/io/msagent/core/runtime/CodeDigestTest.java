package io.msagent.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeDigestTest {
    /** What the jars and folders below hold. */
    public static final class Sample {}

    private static final String FILE = Sample.class.getName().replace('.', '/') + ".class";

    @TempDir
    Path folder;

    private Path jar(String name, String other) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry(FILE));
            entries.write(sample());
            entries.putNextEntry(new JarEntry("other.txt"));
            entries.write(other.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static byte[] sample() throws IOException {
        try (var in = Sample.class.getClassLoader().getResourceAsStream(FILE)) {
            return in.readAllBytes();
        }
    }

    private static String digestFrom(Path place) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {place.toUri().toURL()}, null)) {
            return new CodeDigest().of(loader.loadClass(Sample.class.getName()));
        }
    }

    @Test
    void theSameJarUnderAnotherNameIsTheSameCode() throws Exception {
        assertThat(digestFrom(jar("a.jar", "x"))).hasSize(32).isEqualTo(digestFrom(jar("b c.jar", "x")));
    }

    @Test
    void anotherEntryIsAnotherCode() throws Exception {
        assertThat(digestFrom(jar("a.jar", "x"))).isNotEqualTo(digestFrom(jar("b.jar", "y")));
    }

    @Test
    void aFolderCountsByItsClasses() throws Exception {
        Path classes = folder.resolve("classes");
        Path file = classes.resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, sample());
        String before = digestFrom(classes);
        Files.writeString(classes.resolve("notes.txt"), "no code");
        assertThat(digestFrom(classes)).isEqualTo(before);
        Files.write(file.resolveSibling("More.class"), new byte[] {1});
        assertThat(digestFrom(classes)).isNotEqualTo(before);
    }

    @Test
    void aClassOfTheJdkHasADigestToo() {
        assertThat(new CodeDigest().of(String.class)).hasSize(32);
    }

    @ParameterizedTest
    @CsvSource({
        "file:/a/b%20c.jar, /a/b c.jar",
        "jar:file:/a/b.jar!/, /a/b.jar",
        "jar:file:/a/b.jar!/BOOT-INF/classes!/, /a/b.jar",
        "jar:nested:/a/b.jar/!BOOT-INF/classes/!/, /a/b.jar"
    })
    void findsTheOutermostFile(String url, String path) {
        assertThat(CodeDigest.outermost(url)).isEqualTo(path);
    }
}
