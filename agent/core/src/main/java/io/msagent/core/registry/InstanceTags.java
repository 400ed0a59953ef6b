package io.msagent.core.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tags of a registration, by which people find it in a registry's UI. */
public final class InstanceTags {
    /** Everything of ours carries it. */
    public static final String PRODUCT = "ms-agent";

    private InstanceTags() {}

    /** The tags of everything that this version of ms-agent registers: {@link #PRODUCT}, and the version as {@code v0.1.0}. */
    public static List<String> standard() {
        return List.of(PRODUCT, "v" + version());
    }

    /** A resource, because the manifest of a jar that is packed into another is lost. */
    private static String version() {
        try (InputStream in = InstanceTags.class.getResourceAsStream("version")) {
            if (in == null) {
                throw new IllegalStateException("resource version: missing (expected: beside " + InstanceTags.class
                        + ", as the build packs it)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
