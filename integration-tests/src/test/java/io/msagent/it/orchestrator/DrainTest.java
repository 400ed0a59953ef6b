package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Admin;
import io.msagent.it.kit.Orchestrator;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts, of which one is to be emptied while its instances are under load. */
@Tag("once")
@ExtendWith(RealConsul.class)
class DrainTest {
    @TempDir
    Path folder;

    @Test
    void whatRanOnADrainedHostRunsOnTheOtherWithoutAFailedCall() throws Exception {
        try (ConsulNode consul = ConsulNode.server(folder.resolve("consul"))) {
            List<String> options = List.of("--consul", consul.address().toString(), "--host");
            try (Scene scene = new Scene(folder, with(options, "alpha"), "heartbeat.ttl=2m");
                    Orchestrator beta = Orchestrator.start(
                            folder.resolve("beta"),
                            with(options, "beta", "--token-file", scene.tokenFile())
                                    .toArray(String[]::new))) {
                Waits.until(
                        "both hosts are known",
                        () -> scene.admin()
                                .get("hosts")
                                .findValuesAsText("name")
                                .containsAll(List.of("alpha", "beta")));
                scene.begin(3);
                Admin admin = Admin.of(beta);
                Waits.serving(admin, LoadProgram.SERVICE, 3);

                scene.command("drain", "alpha");
                Waits.until(
                        "all three are on the other host", () -> hosts(admin).equals(List.of("beta", "beta", "beta")));
                scene.load().awaitCalls(50);

                scene.command("drain", "alpha", "--undo");
                admin.post("hosts/beta/drain", "{\"draining\":true}");
                Waits.until("and back", () -> hosts(admin).equals(List.of("alpha", "alpha", "alpha")));
                scene.load().endWithoutFailure();
                assertThat(admin.instances(LoadProgram.SERVICE))
                        .filteredOn(Admin.Seen::isOver)
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allMatch(one -> one.state().equals("retired"));
            }
        }
    }

    /** Of all that are not over. */
    private static List<String> hosts(Admin admin) {
        return admin.instances(LoadProgram.SERVICE).stream()
                .filter(one -> !one.isOver())
                .map(one -> one.serves() ? one.host() : one.host() + " " + one.state())
                .toList();
    }

    private static List<String> with(List<String> options, String... more) {
        return Stream.concat(options.stream(), List.of(more).stream()).toList();
    }
}
