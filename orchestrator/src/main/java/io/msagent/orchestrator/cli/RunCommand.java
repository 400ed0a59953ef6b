package io.msagent.orchestrator.cli;

import io.msagent.core.config.Parsers;
import io.msagent.core.log.Log;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.orchestrator.Backends;
import io.msagent.orchestrator.Orchestrator;
import io.msagent.orchestrator.OrchestratorOptions;
import io.msagent.orchestrator.StartException;
import io.msagent.orchestrator.admin.StopRequest;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.store.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs an orchestrator until it is told to stop. */
@CommandLine.Command(
        name = "orchestrator",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Without a command: runs an orchestrator until SIGTERM, Ctrl-C or the command stop.",
        subcommands = {
            StatusCommand.class,
            ServicesCommand.class,
            InstancesCommand.class,
            LogsCommand.class,
            EventsCommand.class,
            GraphCommand.class,
            ScaleCommand.class,
            RestartCommand.class,
            QuarantineCommand.class,
            ReleaseCommand.class,
            QuiesceCommand.class,
            RetireCommand.class,
            DrainCommand.class,
            DoctorCommand.class,
            DashboardCommand.class,
            StopCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:stopped when told to",
            "1:could not start; one line says why",
            "2:wrong arguments",
            "3:(commands) no orchestrator runs with that state folder",
            "4:(commands) no such service, instance or host",
            "130:stopped by Ctrl-C"
        })
final class RunCommand implements Callable<Integer> {
    private static final int REGISTRY_PORT = 7917;

    @CommandLine.Mixin
    private StateOption state = new StateOption();

    @CommandLine.Option(
            names = "--registry-port",
            paramLabel = "PORT",
            description = "Port of the embedded registry (default: " + REGISTRY_PORT + "); 0: any free one.")
    private @Nullable Integer registryPort;

    @CommandLine.Option(
            names = "--admin-port",
            paramLabel = "PORT",
            defaultValue = "7918",
            description = "Port of the admin address (default: ${DEFAULT-VALUE}); 0: any free one.")
    private int adminPort;

    @CommandLine.Mixin
    private ReplicaOptions replicas = new ReplicaOptions();

    @CommandLine.Mixin
    private PlanOptions plan = new PlanOptions();

    @CommandLine.Mixin
    private ConsulOptions consul = new ConsulOptions();

    @CommandLine.Mixin
    private TlsOptions tls = new TlsOptions();

    @CommandLine.Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File of the cluster token, made at first start (default: token in the state folder).")
    private @Nullable Path tokenFile;

    @CommandLine.ArgGroup
    private Providers providers = new Providers();

    @CommandLine.Option(
            names = "--start-timeout",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "A provider that does not serve by then has failed (default: ${DEFAULT-VALUE}).")
    private String startTimeout = "60s";

    @CommandLine.Option(
            names = "--log-max-bytes",
            paramLabel = "BYTES",
            defaultValue = "10485760",
            description = "A provider's log file that is larger is rotated (default: ${DEFAULT-VALUE}).")
    private long logMaxBytes;

    @CommandLine.Option(
            names = "--log-files",
            paramLabel = "N",
            defaultValue = "3",
            description = "Log files a provider has at most (default: ${DEFAULT-VALUE}).")
    private int logFiles;

    @CommandLine.Option(
            names = "--state-store",
            paramLabel = "on|off",
            defaultValue = "on",
            description = "Whether to run a database for durable states in the state folder when a service wants one"
                    + " (default: ${DEFAULT-VALUE}); off where state.url names another.")
    private String stateStore = "on";

    @CommandLine.Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Written when ready: JSON with registry, admin, tokenFile, pid.")
    private @Nullable Path readyFile;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** What becomes of the providers; asked, if somebody can be asked, or else they end. */
    private static final class Providers {
        @CommandLine.Option(names = "--leave-running", description = "At a stop, providers go on.")
        private boolean leave;

        @CommandLine.Option(
                names = "--stop-providers",
                description = "At a stop, providers end. Default: asks at a terminal, else ends them.")
        private boolean stop;
    }

    @Override
    public Integer call() throws IOException {
        Log.configure(Log.Level.INFO, Log.Format.TEXT, null);
        PrintWriter out = spec.commandLine().getOut();
        StopSignals signals = StopSignals.install(Thread.currentThread());
        OrchestratorOptions options;
        Orchestrator orchestrator;
        try {
            options = options();
            orchestrator = Orchestrator.start(options, Backends.find(), signals::ask);
        } catch (StartException e) {
            if (e.isNeedless() && replicas.startedByPeer()) {
                return 0;
            }
            throw new CommandFailedException("orchestrator: " + e.getMessage());
        } catch (InterruptedException e) {
            return signals.await().byCtrlC() ? StopSignals.CTRL_C : 0;
        }
        signals.started();
        if (readyFile != null) {
            try {
                StateFolder.write(readyFile, orchestrator.info());
            } catch (IOException e) {
                orchestrator.close();
                throw new CommandFailedException("orchestrator: --ready-file: " + readyFile + " cannot be written: " + e
                        + " (expected: a file in a folder that you may write to)");
            }
        }
        WhereThingsAre.print(orchestrator.info(), options.consul(), state.folder(), out);

        StopSignals.Stop stop = signals.await();
        int running = orchestrator.running();
        if (leaves(stop, running, out)) {
            out.println("stopping; " + running + " providers go on");
            out.flush();
            orchestrator.close();
        } else {
            out.println("stopping, with " + running + " providers");
            out.flush();
            orchestrator.stopWithProviders();
        }
        if (readyFile != null) {
            removeReadyFile(readyFile);
        }
        return stop.byCtrlC() ? StopSignals.CTRL_C : 0;
    }

    private static void removeReadyFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            Log.write(Log.Level.WARN, "--ready-file: " + file + " cannot be removed", e);
        }
    }

    private boolean leaves(StopSignals.Stop stop, int running, PrintWriter out) {
        if (stop.providers() != StopRequest.DEFAULT) {
            return stop.providers() == StopRequest.LEAVE;
        }
        boolean told = providers.leave || providers.stop;
        return told
                ? providers.leave
                : running > 0
                        && stop.byCtrlC()
                        && Terminal.isInteractive()
                        && !Terminal.yes("Stop " + running + " providers too?", out);
    }

    private OrchestratorOptions options() {
        int port = registryPort == null ? REGISTRY_PORT : registryPort;
        check("--registry-port", registryPort, port >= 0 && port <= 65_535, "a port, or 0");
        check("--admin-port", adminPort, adminPort >= 0 && adminPort <= 65_535, "a port, or 0");
        check("--log-max-bytes", logMaxBytes, logMaxBytes >= 1_024, "at least 1024");
        check("--log-files", logFiles, logFiles >= 1 && logFiles <= 100, "a whole number from 1 to 100");
        check("--state-store", stateStore, stateStore.matches("on|off"), "on or off");
        Limits limits;
        try {
            limits = Limits.standard(
                    Parsers.duration(startTimeout), plan.quarantine(this::bad), plan.scaling(this::bad));
        } catch (IllegalArgumentException e) {
            throw bad("--start-timeout", startTimeout, "a duration above 0, as 250ms, 10s, 2m, 1h");
        }
        RegistryAccess access = consul.access(this::bad);
        check(
                "--registry-port",
                registryPort,
                access == null || registryPort == null,
                "no --consul beside it, which" + " takes the place of the embedded registry");
        Path folder = state.folder();
        return new OrchestratorOptions(
                port,
                adminPort,
                access,
                consul.providerToken(),
                tls.tls(this::bad),
                folder,
                tokenFile == null
                        ? folder.resolve("token")
                        : tokenFile.toAbsolutePath().normalize(),
                limits,
                plan.policy(this::bad),
                logMaxBytes,
                logFiles,
                stateStore.equals("on"),
                replicas.place(spec, consul.secrets(), this::bad));
    }

    private void check(String option, @Nullable Object value, boolean good, String expected) {
        if (!good) {
            throw bad(option, value, expected);
        }
    }

    private CommandLine.ParameterException bad(String option, @Nullable Object value, String expected) {
        return Complaint.of(spec).of(option, value, expected);
    }
}
