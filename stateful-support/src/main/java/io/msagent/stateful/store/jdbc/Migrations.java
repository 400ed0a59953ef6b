package io.msagent.stateful.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Gives Flyway our scripts by name: inside the agent's jar there is no class path to scan. */
final class Migrations implements ResourceProvider {
    /** Every script there is, in each dialect's folder; one that was released is never changed. */
    private static final List<String> NAMES = List.of("V1__states_and_outcomes.sql");

    private final List<LoadableResource> scripts = new ArrayList<>();

    Migrations(Dialect dialect) {
        for (String name : NAMES) {
            scripts.add(new Script(name, read(dialect.folder() + "/" + name)));
        }
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        for (LoadableResource each : scripts) {
            if (each.getRelativePath().equals(name)) {
                return each;
            }
        }
        return null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        List<LoadableResource> found = new ArrayList<>();
        for (LoadableResource each : scripts) {
            for (String suffix : suffixes) {
                if (each.getFilename().startsWith(prefix) && each.getFilename().endsWith(suffix)) {
                    found.add(each);
                }
            }
        }
        return found;
    }

    private static String read(String path) {
        try (InputStream in = Migrations.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + ": not beside " + Migrations.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Script extends LoadableResource {
        private final String name;
        private final String text;

        Script(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
