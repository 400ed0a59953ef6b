package io.msagent.orchestrator.cli;

import picocli.CommandLine;

/** Shows services. */
@CommandLine.Command(
        name = "services",
        description = "Shows the services: how many instances serve and shall, how busy they are, and what is wrong.",
        footer = {"  services", "  services --json"})
final class ServicesCommand extends Query {
    @Override
    public Integer call() {
        String body = client().get("/ms/v1/services");
        if (!said(body)) {
            Tables.services(parse(body).path("services"), out(), paint());
            out().flush();
        }
        return 0;
    }
}
