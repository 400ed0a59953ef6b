package io.msagent.instrument.match;

/** Names of the platform's own types, which are never woven and never carry the mark. */
public final class JdkNames {
    private JdkNames() {}

    /** Whether the internal name (with slashes) is the platform's. */
    public static boolean internal(String name) {
        return name.startsWith("java/")
                || name.startsWith("javax/")
                || name.startsWith("jdk/")
                || name.startsWith("sun/");
    }

    /** Whether the binary name (with dots) is the platform's. */
    public static boolean binary(String name) {
        return internal(name.replace('.', '/'));
    }
}
