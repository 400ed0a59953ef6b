package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.orchestrator.store.Json;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What the commands that ask a running orchestrator have in common. */
@CommandLine.Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        descriptionHeading = "%n",
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; one line says why",
            "2:wrong arguments",
            "3:no orchestrator runs with that state folder",
            "4:no such service, instance or host; the nearest names are said"
        })
abstract class Query implements Callable<Integer> {
    @CommandLine.Mixin
    private StateOption state = new StateOption();

    @CommandLine.Option(names = "--json", description = "As JSON, in the admin API's shapes.")
    private boolean json;

    @CommandLine.Option(
            names = "--no-color",
            description = "Without colours. They are used on a terminal only, and not if NO_COLOR is set.")
    private boolean noColor;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Finds whoever can be asked now. */
    final AdminClient client() {
        return new AdminClient(state.folder());
    }

    final StateOption state() {
        return state;
    }

    final boolean json() {
        return json;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final Paint paint() {
        return Paint.of(noColor);
    }

    final CommandLine.ParameterException wrong(String option, @Nullable Object value, String expected) {
        return Complaint.of(spec).of(option, value, expected);
    }

    /** Asks about something; if it is not there, says what there is of that kind with nearly that name. */
    final String ask(Kind kind, String name, Function<AdminClient, String> question) {
        return ask(client(), kind, name, question);
    }

    /** Asks one that was found before. */
    final String ask(AdminClient client, Kind kind, String name, Function<AdminClient, String> question) {
        try {
            return question.apply(client);
        } catch (NotThereException e) {
            throw kind.missing(name, client, e);
        }
    }

    /** The answer to a person or a program; true if nothing more is to be said. */
    final boolean said(String body) {
        if (json) {
            out().println(Printable.json(parse(body).toPrettyString()));
            out().flush();
        }
        return json;
    }

    static JsonNode parse(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new CommandFailedException("the orchestrator's answer is no JSON: " + e.getOriginalMessage());
        }
    }

    /** A name as a part of a path. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
