package io.msagent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.ServiceName;
import io.msagent.core.config.Settings;
import io.msagent.instrument.describe.Describer;
import io.msagent.instrument.match.MethodPatterns;
import io.msagent.instrument.shapes.Holders;
import io.msagent.instrument.shapes.Marks;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedClassScanTest {

    @TempDir
    Path folder;

    @Test
    void findsClassesInFoldersAndJarsAndInWhatJarsName() throws Exception {
        Path library = jar("library one.jar", "", "", Marks.Base.class);
        jar("app.jar", "library%20one.jar not-there.jar", "", Marks.Whole.class);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        for (Class<?> each : new Class<?>[] {Marks.OfWholeInterface.class, Marks.WholeInterface.class}) {
            Path file = classes.resolve(each.getName().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, Woven.classFile(each.getName()));
        }
        String path = folder.resolve("app.jar") + File.pathSeparator + classes + File.pathSeparator + "missing.jar";
        assertThat(library).exists();

        assertThat(scan(path, Map.of(), "told")).containsExactly(Marks.Base.class.getName());
        assertThat(scan(path, Map.of(), "whole", "told"))
                .containsExactlyInAnyOrder(Marks.Base.class.getName(), Marks.Whole.class.getName());
        assertThat(scan(path, Map.of(), ServiceName.of(Marks.OfWholeInterface.class.getName())))
                .containsExactly(Marks.OfWholeInterface.class.getName());
        assertThat(scan(path, Map.of(), "nobody")).isEmpty();
    }

    @Test
    void findsTheClassesOfASpringBootJar() throws Exception {
        Path boot = jar("boot.jar", "", "BOOT-INF/classes/", Marks.WholeInterface.class, Marks.OfWholeInterface.class);
        assertThat(scan(boot.toString(), Map.of(), ServiceName.of(Marks.OfWholeInterface.class.getName())))
                .containsExactly(Marks.OfWholeInterface.class.getName());
    }

    @Test
    void findsWhatAPatternIncludes() throws Exception {
        Path app = jar("app.jar", "", "", Marks.Unmarked.class, Holders.class);
        String name = Marks.Unmarked.class.getName();
        assertThat(scan(app.toString(), Map.of("include", name + "#label"), ServiceName.of(name, "label")))
                .containsExactly(name);
    }

    @Test
    void mainClassOfEveryKindOfCommandLine() throws Exception {
        String boot = manifestJar("b o o t.jar", Map.of("Main-Class", "boot.Launcher", "Start-Class", "com.acme.Shop"));
        String plain = manifestJar("plain.jar", Map.of("Main-Class", "com.acme.Plain"));
        assertThat(MainClass.find(plain + " a b", plain)).contains("com.acme.Plain");
        assertThat(MainClass.find(boot + " a b", boot)).contains("com.acme.Shop");
        assertThat(MainClass.find("com.acme.Main a.jar b", "x" + File.pathSeparator + plain))
                .contains("com.acme.Main");
        assertThat(MainClass.find("com.acme.shop/com.acme.Main a", "")).contains("com.acme.Main");
        assertThat(MainClass.find("", plain)).isEmpty();
    }

    private static Collection<String> scan(String classPath, Map<String, String> texts, String... services) {
        Settings settings = Settings.of(texts);
        MethodPatterns patterns = MethodPatterns.of(settings);
        return new ServedClassScan(
                        patterns, new Describer(settings, patterns, Woven.travel()), () -> ClassPath.of(classPath, ""))
                .find(Set.of(services));
    }

    private Path jar(String name, String classPath, String prefix, Class<?>... classes) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Class<?> each : classes) {
                jar.putNextEntry(new JarEntry(prefix + each.getName().replace('.', '/') + ".class"));
                jar.write(Woven.classFile(each.getName()));
            }
        }
        return file;
    }

    private String manifestJar(String name, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        return file.toString();
    }
}
