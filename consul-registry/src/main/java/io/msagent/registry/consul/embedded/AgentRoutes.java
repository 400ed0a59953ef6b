package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** {@code /v1/agent/}: registering services and beating for them. */
final class AgentRoutes {
    private static final String DEFAULT_REASON =
            "Maintenance mode is enabled for this service, but no reason was" + " provided. This is a default message.";

    private final State state;
    private final Node node;
    private final ServiceJson json;

    AgentRoutes(State state, Node node) {
        this.state = state;
        this.node = node;
        this.json = new ServiceJson(node);
    }

    void addTo(Routes routes) {
        routes.on("PUT", "/v1/agent/service/register", this::register)
                .on("PUT", "/v1/agent/service/deregister/", this::deregister)
                .on("PUT", "/v1/agent/service/maintenance/", this::maintenance)
                .on("GET", "/v1/agent/service/", this::service)
                .on("GET", "/v1/agent/services", this::services)
                .on("GET", "/v1/agent/checks", this::checks)
                .on("PUT", "/v1/agent/check/pass/", call -> beat(call, Check.PASSING))
                .on("PUT", "/v1/agent/check/warn/", call -> beat(call, Check.WARNING))
                .on("PUT", "/v1/agent/check/fail/", call -> beat(call, Check.CRITICAL))
                .on("PUT", "/v1/agent/check/update/", this::update)
                .on("GET", "/v1/agent/self", this::self);
    }

    private Reply register(Call call) {
        ServiceDefinition definition = ServiceBody.parse(call.body());
        boolean replaceChecks = call.query().isOn("replace-existing-checks");
        state.in(() -> {
            state.services().register(definition, replaceChecks);
            return true;
        });
        return Reply.Answer.ok();
    }

    private Reply deregister(Call call) {
        String id = call.rest(500, "ServiceID missing");
        state.in(() -> state.services().deregister(id));
        return Reply.Answer.ok();
    }

    private Reply maintenance(Call call) {
        String id = call.rest(400, "Missing service ID");
        String enable = call.query().get("enable").orElse("");
        if (enable.isEmpty()) {
            throw HttpError.badRequest("Missing value for enable");
        }
        if (!enable.equals("true") && !enable.equals("false")) {
            throw HttpError.badRequest("Invalid value for enable: \"" + enable + "\"");
        }
        String given = call.query().get("reason").orElse("");
        String reason = given.isEmpty() ? DEFAULT_REASON : given;
        if (!state.in(() -> state.services().maintenance(id, enable.equals("true"), reason))) {
            throw new HttpError(404, "No service registered with ID \"" + id + "\"");
        }
        return Reply.Answer.ok();
    }

    private Reply service(Call call) {
        String id = call.rest();
        return state.in(() -> state.services().withId(id))
                .map(picture -> Reply.Answer.of(json.ofAgentWithHash(picture.service())))
                .orElseThrow(() -> new HttpError(404, "unknown service ID: " + id));
    }

    private Reply services(Call call) {
        Filters.refuse(call.query());
        ObjectNode all = Json.object();
        state.in(() -> state.services().all())
                .forEach(picture -> all.set(picture.service().id(), json.ofAgent(picture.service())));
        return Reply.Answer.of(all);
    }

    private Reply checks(Call call) {
        Filters.refuse(call.query());
        ObjectNode all = Json.object();
        state.in(() -> state.services().all())
                .forEach(picture -> picture.checks().forEach(check -> all.set(check.id(), json.check(check))));
        return Reply.Answer.of(all);
    }

    private Reply beat(Call call, String status) {
        return set(call.rest(), status, call.query().get("note").orElse(""));
    }

    private Reply update(Call call) {
        Body body = Body.parse(call.body(), Set.of("Status", "Output"));
        String status = body.text("Status");
        if (!Check.isStatus(status)) {
            throw HttpError.badRequest("Invalid check status: '" + status + "'");
        }
        return set(call.rest(), status, body.text("Output"));
    }

    private Reply set(String checkId, String status, String output) {
        if (!state.in(() -> state.services().update(checkId, status, output))) {
            throw HttpError.internal("CheckID \"" + checkId + "\" does not have associated TTL");
        }
        return Reply.Answer.ok();
    }

    private Reply self(Call call) {
        ObjectNode self = Json.object();
        self.putObject("Config")
                .put("Datacenter", Node.DATACENTER)
                .put("NodeName", Node.NAME)
                .put("NodeID", Node.ID)
                .put("Revision", "")
                .put("Server", true)
                .put("Version", Node.VERSION);
        self.putObject("DebugConfig").put("Datacenter", Node.DATACENTER).put("NodeName", Node.NAME);
        ObjectNode member = self.putObject("Member")
                .put("Name", Node.NAME)
                .put("Addr", node.address())
                .put(
                        "Port",
                        Integer.parseInt(
                                node.hostAndPort().substring(node.hostAndPort().lastIndexOf(':') + 1)));
        member.putObject("Tags").put("dc", Node.DATACENTER).put("id", Node.ID).put("role", "consul");
        member.put("Status", 1);
        for (String version : new String[] {"Protocol", "Delegate"}) {
            member.put(version + "Min", 2).put(version + "Max", 5).put(version + "Cur", 4);
        }
        Node.meta(self.putObject("Meta"));
        return Reply.Answer.of(self);
    }
}
