package io.msagent.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent and its libraries from {@code inst/} inside {@code ms-agent.jar}, so that the application neither sees
 * them nor is seen by them, whatever versions it carries itself.
 *
 * <pre>
 *   bootstrap loader    java.base ...   io.msagent (annotation, exceptions), io.msagent.bridge, io.msagent.agent
 *         ^
 *   platform loader     java.sql ...
 *      ^       ^
 *      |       +------  IsolatedLoader  inst/: core, instrument, Byte Buddy, Undertow, HttpClient, Jackson ...
 *   application loader
 *      ^                the program; its woven methods name io.msagent.bridge and nothing else of ours
 *   the application's own loaders
 * </pre>
 *
 * <p>The class files' names end in {@code .classdata}: the jar is on the application's class path too, and no scanner
 * shall take them for classes of the application. Nothing is unpacked; the jar stays open as long as the process lives.
 */
final class IsolatedLoader extends ClassLoader {
    private static final String ROOT = "inst/";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final String base;
    private final ProtectionDomain domain;

    IsolatedLoader(File file) throws IOException {
        super("ms-agent", ClassLoader.getPlatformClassLoader());
        URL location = file.toURI().toURL();
        jar = new JarFile(file, false);
        base = "jar:" + location + "!/";
        domain = new ProtectionDomain(new CodeSource(location, (Certificate[]) null), null, this, null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        JarEntry entry = entry(name.replace('.', '/') + ".class");
        if (entry == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] bytes;
        try (InputStream in = jar.getInputStream(entry)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        Unsteered.make(name, bytes);
        definePackage(name);
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    private void definePackage(String className) {
        int dot = className.lastIndexOf('.');
        String name = dot < 0 ? "" : className.substring(0, dot);
        if (!name.isEmpty() && getDefinedPackage(name) == null) {
            try {
                definePackage(name, null, null, null, null, null, null, null);
            } catch (IllegalArgumentException e) {
                // another thread was first
            }
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        JarEntry entry = entry(name);
        try {
            return entry == null
                    ? null
                    : URI.create(base + entry.getName().replace(" ", "%20")).toURL();
        } catch (IllegalArgumentException | MalformedURLException e) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL only = findResource(name);
        return Collections.enumeration(only == null ? List.of() : List.of(only));
    }

    /** Reads from the jar that is open already; the default would open it by its URL. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        InputStream inherited = getParent().getResourceAsStream(name);
        JarEntry entry = inherited == null ? entry(name) : null;
        try {
            return entry == null ? inherited : jar.getInputStream(entry);
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable JarEntry entry(String name) {
        return jar.getJarEntry(ROOT + (name.endsWith(".class") ? name + "data" : name));
    }
}
