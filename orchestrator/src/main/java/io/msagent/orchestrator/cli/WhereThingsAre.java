package io.msagent.orchestrator.cli;

import io.msagent.core.config.Key;
import io.msagent.core.config.Keys;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.admin.ViewKey;
import io.msagent.orchestrator.store.OrchestratorInfo;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person reads when the orchestrator has started. */
final class WhereThingsAre {
    /** Where the launcher script found the project; the agent's jar is below it. */
    static final String HOME = "ms-agent.home";

    private static final URI USUAL_REGISTRY = Keys.REGISTRY.parser().apply(String.valueOf(Keys.REGISTRY.defaultText()));

    private WhereThingsAre() {}

    static void print(OrchestratorInfo info, @Nullable RegistryAccess consul, Path state, PrintWriter out) {
        out.println("registry       " + info.registry());
        out.println("admin address  " + info.admin());
        out.println("dashboard      " + dashboard(info));
        out.println("token file     " + info.tokenFile());
        out.println("state folder   " + state);
        out.println("start a program with it:");
        out.println("  java " + forShell("-javaagent:" + agent() + options(info, consul)) + " -jar app.jar");
        out.println("ready");
        out.flush();
    }

    /** The link has a credential in it, so it goes to a person's terminal and not into a journal. */
    private static String dashboard(OrchestratorInfo info) {
        Optional<ClusterToken> token =
                Paint.isTerminal() ? ClusterToken.read(Path.of(info.tokenFile())) : Optional.empty();
        return token.map(t -> ViewKey.dashboard(URI.create(info.admin()), t).toString())
                .orElse("link: bin/orchestrator dashboard");
    }

    private static String agent() {
        Path built = Path.of(System.getProperty(HOME, "."), "agent", "dist", "target", "ms-agent.jar");
        return Files.exists(built) ? built.toAbsolutePath().normalize().toString() : "ms-agent.jar";
    }

    /** In quotes, where a shell would split it or read more into it. */
    static String forShell(String argument) {
        return argument.matches("[\\w./:=,@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** What differs from what the agent takes for granted. */
    static String options(OrchestratorInfo info, @Nullable RegistryAccess consul) {
        List<String> options = new ArrayList<>();
        if (!URI.create(info.registry()).equals(USUAL_REGISTRY)) {
            options.add("registry=" + info.registry());
        }
        if (consul != null) {
            add(options, Keys.REGISTRY_CA, consul.ca());
            add(options, Keys.REGISTRY_CERT, consul.certificate());
            add(options, Keys.REGISTRY_KEY, consul.key());
        }
        info.tls().files().ifPresent(files -> {
            add(options, Keys.TLS_CA, files.ca());
            add(options, Keys.TLS_CERT, files.certificate());
            add(options, Keys.TLS_KEY, files.key());
        });
        Path usualToken = Path.of(System.getProperty("user.home"), ".ms-agent", "token");
        if (!Path.of(info.tokenFile()).equals(usualToken)) {
            options.add("token.file=" + info.tokenFile());
        }
        return options.isEmpty() ? "" : "=" + String.join(",", options);
    }

    private static void add(List<String> options, Key<Path> key, @Nullable Path file) {
        if (file != null) {
            options.add(key.name() + "=" + file);
        }
    }
}
