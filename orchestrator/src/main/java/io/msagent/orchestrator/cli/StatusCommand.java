package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.orchestrator.admin.AdminServer;
import io.msagent.orchestrator.admin.StatusAnswer;
import io.msagent.orchestrator.control.Status;
import io.msagent.orchestrator.store.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Shows services and instances. */
@CommandLine.Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows services and their instances.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:shown", "1:failed", "2:wrong arguments", "3:no orchestrator runs"})
final class StatusCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private StateOption state = new StateOption();

    @CommandLine.Option(names = "--json", description = "Everything that is known, as JSON.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        String body = new AdminClient(state.folder()).get(AdminServer.STATUS_PATH);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.MAPPER.readValue(body, JsonNode.class).toPrettyString());
        } else {
            print(Json.MAPPER.readValue(body, StatusAnswer.class), out);
        }
        out.flush();
        return 0;
    }

    private static void print(StatusAnswer status, PrintWriter out) {
        out.println("orchestrator " + status.orchestrator().id() + " (pid "
                + status.orchestrator().pid() + "), admin "
                + status.orchestrator().admin() + ", registry "
                + status.orchestrator().registry());
        if (!status.orchestrator().registryTrouble().isEmpty()) {
            out.println(status.orchestrator().registryTrouble());
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SERVICE", "INSTANCE", "PID", "STATE", "ADDRESS", "LOAD", "SINCE"));
        for (Status.Provider i : status.instances()) {
            String load = i.reason();
            rows.add(List.of(i.service(), i.id(), Long.toString(i.pid()), i.state(), i.address(), load, i.started()));
        }
        Table.print(rows, out);
        if (status.instances().isEmpty()) {
            out.println("(no instance)");
        }
        for (Status.Service service : status.services()) {
            if (!service.trouble().isEmpty()) {
                out.println(service.name() + ": " + service.trouble());
            }
        }
    }
}
