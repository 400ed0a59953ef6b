package io.msagent.orchestrator.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Shows instances. */
@CommandLine.Command(
        name = "instances",
        description = "Shows the instances and the state that each is in; those that ended are shown for ten minutes.",
        footer = {"  instances", "  instances --service pricing"})
final class InstancesCommand extends Query {
    @CommandLine.Option(names = "--service", paramLabel = "NAME", description = "Of this service only.")
    private @Nullable String service;

    @Override
    public Integer call() {
        String name = service;
        String body = name == null
                ? client().get("/ms/v1/instances")
                : ask(Kind.SERVICE, name, client -> client.get("/ms/v1/instances?service=" + encoded(name)));
        if (!said(body)) {
            Tables.instances(parse(body).path("instances"), out(), paint());
            out().flush();
        }
        return 0;
    }
}
