package io.msagent.core.runtime;

import io.msagent.core.log.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Tells two versions of a program apart: a digest of the jar or folder that a class came from.
 *
 * <p>Of a jar, the table of contents is enough (name, size and CRC of every entry), which takes milliseconds where
 * hashing its bytes would take much longer; the digest guards against a mistaken upgrade, not against an attacker, who
 * would need the cluster token first. A jar inside a jar counts as the outer one. Thread-safe; each place is read once.
 */
final class CodeDigest {
    private static final int BYTES = 16;

    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** Thirty-two hexadecimal digits. */
    String of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            return ofClass(type);
        }
        String place = outermost(location.toString());
        Path path = place == null ? null : Path.of(place);
        try {
            if (path != null && Files.exists(path)) {
                return known.computeIfAbsent(
                        path.toString(), p -> Files.isDirectory(path) ? ofFolder(path) : ofJar(path));
            }
        } catch (UncheckedIOException e) {
            Log.debug(location + " is neither jar nor folder: " + e.getMessage());
        }
        return ofClass(type);
    }

    /**
     * The path of the file that a {@code file:}, {@code jar:file:...!/} or {@code jar:nested:...!/} URL leads to; null for
     * places that are no files, as {@code jrt:/java.base}.
     */
    static @Nullable String outermost(String url) {
        String rest = url;
        while (rest.startsWith("jar:") || rest.startsWith("nested:") || rest.startsWith("file:")) {
            rest = rest.substring(rest.indexOf(':') + 1);
        }
        // "!/" ends the outer file in a jar: URL, "/!" in a nested: one
        String outer = rest.replaceFirst("(/!|!/).*", "");
        if (!outer.startsWith("/")) {
            return null;
        }
        try {
            return URI.create("file:" + outer.replace(" ", "%20")).getPath();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String ofJar(Path jar) {
        MessageDigest digest = sha256();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<String> lines = new ArrayList<>();
            for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
                ZipEntry entry = e.nextElement();
                lines.add(entry.getName() + " " + entry.getSize() + " " + entry.getCrc());
            }
            Collections.sort(lines);
            lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " cannot be read", e);
        }
        return hex(digest);
    }

    private static String ofFolder(Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".class")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            Collections.sort(files);
            MessageDigest digest = sha256();
            for (Path file : files) {
                digest.update(
                        (folder.relativize(file) + " " + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return hex(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    private static String ofClass(Class<?> type) {
        MessageDigest digest = sha256();
        digest.update(type.getName().getBytes(StandardCharsets.UTF_8));
        String file = type.getName().replace('.', '/') + ".class";
        ClassLoader loader = type.getClassLoader();
        try (InputStream in =
                loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file)) {
            if (in != null) {
                digest.update(in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(type.getName() + " cannot be read", e);
        }
        return hex(digest);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every Java platform has SHA-256", e);
        }
    }
}
