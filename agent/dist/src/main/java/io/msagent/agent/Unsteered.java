package io.msagent.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Keeps our copies of libraries from system properties that an application sets for its own: they name classes that are
 * not there behind the isolated loader, lead what our libraries say into the application's log, or give our pool of
 * connections the application's user. The names of those properties are changed in the class files, to others of the same
 * length, which nobody sets.
 */
final class Unsteered {
    private static final Map<String, String> PROPERTY_BY_CLASS = Map.of(
            "org.slf4j.LoggerFactory", "slf4j.provider",
            "org.jboss.logging.LoggerProviders", "org.jboss.logging.provider",
            "com.zaxxer.hikari.HikariConfig", "hikaricp.configurationFile",
            "org.h2.engine.SysProperties", "h2.javaObjectSerializer");

    private Unsteered() {}

    /** Changes the bytes of the class, if it is one of these. */
    static void make(String className, byte[] bytes) {
        String property = PROPERTY_BY_CLASS.get(className);
        if (property == null) {
            return;
        }
        byte[] name = property.getBytes(StandardCharsets.US_ASCII);
        for (int i = 2; i + name.length <= bytes.length; i++) {
            // a constant has its length before it
            if ((bytes[i - 2] << 8 | bytes[i - 1] & 0xff) == name.length
                    && Arrays.equals(bytes, i, i + name.length, name, 0, name.length)) {
                bytes[i + property.lastIndexOf('.')] = '#';
            }
        }
    }
}
