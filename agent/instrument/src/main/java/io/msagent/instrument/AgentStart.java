package io.msagent.instrument;

import io.msagent.bridge.Bridge;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Mode;
import io.msagent.core.config.ServeMain;
import io.msagent.core.config.Settings;
import io.msagent.core.config.SettingsException;
import io.msagent.core.runtime.AgentRuntime;
import io.msagent.core.runtime.Host;
import io.msagent.instrument.describe.Describer;
import io.msagent.instrument.match.Candidates;
import io.msagent.instrument.match.MethodPatterns;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way into the isolated loader; the agent's first code calls it by name, once in a process. */
public final class AgentStart {
    private final Composition composition;

    AgentStart(Composition composition) {
        this.composition = composition;
    }

    /**
     * Starts the agent, and weaves what is loaded already.
     *
     * @param agentArguments what stands behind {@code =} on the command line; null for nothing
     * @param agentJar the agent's own file
     * @throws IllegalArgumentException if the user has to mend something; the message is one line for him, and nothing
     *     has been changed in the process
     */
    public static void start(@Nullable String agentArguments, Instrumentation instrumentation, Path agentJar) {
        new AgentStart(new ProductComposition()).run(agentArguments, instrumentation, agentJar);
    }

    void run(@Nullable String agentArguments, Instrumentation instrumentation, Path agentJar) {
        try {
            Settings settings = composition.settings(agentArguments);
            MethodPatterns patterns = MethodPatterns.of(settings);
            if (settings.get(Keys.MODE) != Mode.LOCAL) {
                install(settings, patterns, instrumentation, agentJar, agentArguments);
            }
        } catch (SettingsException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void install(
            Settings settings,
            MethodPatterns patterns,
            Instrumentation instrumentation,
            Path agentJar,
            @Nullable String agentArguments) {
        boolean provider = !settings.get(Keys.SERVE).isEmpty();
        Optional<String> mainClass = provider
                ? MainClass.find(System.getProperty("sun.java.command", ""), System.getProperty("java.class.path", ""))
                : Optional.empty();
        mainClass.ifPresent(name -> refuseAttached(name, settings, instrumentation));

        Candidates candidates = new Candidates(patterns);
        Describer describer = new Describer(settings, patterns, composition.travel());
        Reports reports = new Reports();
        NewReceivers newReceivers = new NewReceivers(reports);
        AgentRuntime runtime = composition.runtime(new Host(
                settings,
                new InstrumentationOpener(
                        instrumentation, AgentStart.class.getClassLoader().getUnnamedModule()),
                new ServedClassScan(patterns, describer, ClassPath::ofProcess),
                new InitiatedNames(instrumentation),
                agentJar,
                agentArguments == null ? "" : agentArguments));
        if (!Bridge.install(new RuntimeHook(runtime, newReceivers))) {
            throw new IllegalStateException("the bridge is installed already");
        }
        MainMethods mains = new MainMethods(mainClass);
        boolean births = provider && settings.get(Keys.SERVE_MAIN) == ServeMain.RUN;
        WeavingTransformer transformer = new WeavingTransformer(
                candidates,
                mains,
                reports,
                () -> new ClassWork(describer, runtime, mains, births, reports, newReceivers));
        instrumentation.addTransformer(transformer, true);
        new LoadedClasses(instrumentation, transformer, reports).weave();
    }

    /** A {@code main} that runs already can neither be replaced nor waited for. */
    private static void refuseAttached(String mainClass, Settings settings, Instrumentation instrumentation) {
        if (Arrays.stream(instrumentation.getAllLoadedClasses())
                .anyMatch(c -> c.getName().equals(mainClass))) {
            throw new SettingsException(Keys.SERVE.name() + ": " + String.join(",", settings.get(Keys.SERVE))
                    + " (expected: not set for a program that runs already; start a provider with -javaagent)");
        }
    }
}
