package io.msagent.instrument.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.ServiceName;
import io.msagent.core.config.Settings;
import io.msagent.instrument.match.ClassBytes;
import io.msagent.instrument.match.MethodPatterns;
import io.msagent.instrument.shapes.Holders;
import io.msagent.instrument.shapes.Marks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriberTest {
    private static final String UNMARKED = Marks.Unmarked.class.getName();

    @Test
    void aMarkOnAnInterfaceHoldsForWhatItsMethodsBecome() {
        assertThat(names(Marks.OfWholeInterface.class)).containsExactly("quote");
        assertThat(names(Marks.WholeInterface.class)).containsExactly("quoteTwice");
        assertThat(names(Marks.Derived.class)).containsExactly("named");
        assertThat(names(Marks.Base.class)).containsExactly("told");
        assertThat(plan(Marks.Base.class).reports()).isEmpty();
    }

    @Test
    void aMarkReachesAnImplementationThatFillsInTypeVariables() {
        ServiceMethod convert = only(plan(Marks.ToLength.class));
        assertThat(convert.key().descriptor()).isEqualTo("(Ljava/lang/String;)Ljava/lang/Integer;");
        assertThat(convert.idempotent()).isFalse();
        assertThat(convert.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(convert.localFallback()).isFalse();
    }

    @Test
    void aMarkOnAClassMakesOneServiceOfItsPublicMethods() {
        assertThat(plan(Marks.Whole.class).served())
                .extracting(m -> m.key().name() + " of " + m.service())
                .containsExactlyInAnyOrder("open of whole", "alsoOpen of whole", "apart of apart");
        assertThat(plan(Marks.Whole.class).reports()).isEmpty();
        assertThat(names(Marks.Point.class)).containsExactly("sum");
        assertThat(names(Marks.Colour.class)).containsExactly("hex");
    }

    @Test
    void anExactPatternMarksAnyVisibilityAndAllOverloads() {
        ClassPlan plan = plan(Marks.Unmarked.class, Map.of("include", UNMARKED + "#quote," + UNMARKED + "#hidden"));
        assertThat(plan.served()).extracting(m -> m.key().name()).containsExactlyInAnyOrder("quote", "quote", "hidden");
        assertThat(plan.served().stream().map(ServiceMethod::service).distinct())
                .hasSize(2);
        assertThat(plan.reports()).isEmpty();
    }

    @Test
    void aWildcardMarksPublicMethodsThatSomebodyWrote() {
        assertThat(plan(Marks.Unmarked.class, Map.of("include", "io.msagent.*#*"))
                        .served())
                .extracting(m -> m.key().name())
                .containsExactlyInAnyOrder("quote", "quote", "label");
    }

    @Test
    void excludeWins() {
        assertThat(plan(Marks.Unmarked.class, Map.of("include", "io.msagent.*#*", "exclude", UNMARKED + "#quo*"))
                        .served())
                .extracting(m -> m.key().name())
                .containsExactly("label");
        assertThat(plan(Marks.Whole.class, Map.of("exclude", "*#*")).served()).isEmpty();
    }

    @Test
    void aPatternThatMissesIsReportedWithTheNearestName() {
        assertThat(plan(Marks.Unmarked.class, Map.of("include", UNMARKED + "#qoute"))
                        .reports())
                .containsExactly(
                        "include: " + UNMARKED + "#qoute: " + UNMARKED + " has no such method (nearest: quote)");
        assertThat(plan(Marks.Derived.class, Map.of("include", Marks.Derived.class.getName() + "#told"))
                        .reports())
                .containsExactly("include: " + Marks.Derived.class.getName() + "#told: "
                        + Marks.Derived.class.getName() + " has no such method (it is inherited; include "
                        + Marks.Base.class.getName() + "#told)");
    }

    @Test
    void aServiceHasTheNameOfItsMarkOrOfItsClassOrOfItsMethod() {
        assertThat(only(plan(Marks.Base.class)).service()).isEqualTo("told");
        assertThat(only(plan(Marks.OfWholeInterface.class)).service())
                .isEqualTo(ServiceName.of(Marks.OfWholeInterface.class.getName()));
        assertThat(only(plan(Marks.Derived.class)).service())
                .isEqualTo(ServiceName.of(Marks.Derived.class.getName(), "named"));
    }

    @Test
    void defaultsComeFromTheSettings() {
        ServiceMethod quote = only(plan(Marks.OfWholeInterface.class, Map.of("timeout", "7s", "fallback", "none")));
        assertThat(quote.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(quote.localFallback()).isFalse();
        assertThat(quote.idempotent()).isTrue();
        assertThat(quote.async()).isFalse();
        assertThat(plan(Marks.Later.class).served()).hasSize(4).allMatch(ServiceMethod::async);
        assertThat(plan(Marks.Later.class).reports()).isEmpty();
    }

    @Test
    void whatCannotBeServedIsReported() {
        ClassPlan plan = plan(Marks.Impossible.class);
        assertThat(plan.served()).isEmpty();
        assertThat(plan.reports())
                .hasSize(9)
                .allMatch(line -> line.startsWith(Marks.Impossible.class.getName() + "#")
                        && line.contains(" is marked and cannot be served, it stays local: "))
                .anyMatch(line -> line.contains("#inC()") && line.contains("is native"))
                .anyMatch(line -> line.contains("#main(") && line.contains("is the program's start"))
                .anyMatch(line -> line.contains("parameter 1 cannot travel: java.io.InputStream"))
                .anyMatch(line -> line.contains("its result cannot travel: java.lang.Thread"))
                .anyMatch(line -> line.contains("#futureThread()") && line.contains("its result cannot travel"))
                .anyMatch(line -> line.contains("#ofFuture(") && line.contains("parameter 1 cannot travel"))
                .anyMatch(line -> line.contains("returns java.util.concurrent.FutureTask (expected"))
                .anyMatch(line -> line.endsWith("service name: No_Name (expected: at most 63 of the characters a-z, 0-9"
                        + " and -, with no - at either end)"))
                .anyMatch(line -> line.endsWith("timeout: soon (expected: a duration above 0, as 250ms, 10s, 2m, 1h)"));
        assertThat(plan(Marks.Base.class, Map.of("include", Marks.Base.class.getName() + "#named"))
                        .reports())
                .isEmpty();
        assertThat(plan(Marks.Colour.class, Map.of("include", Marks.Colour.class.getName() + "#valueOf"))
                        .reports())
                .singleElement()
                .asString()
                .contains("was made by the compiler");
    }

    @ParameterizedTest
    @CsvSource({
        "Stateless,     auto,  replace, NEW",
        "Stateless,     auto,  run,     NEW",
        "Stateless,     value, replace, VALUE",
        "Stateless,     bean,  run,     BEAN",
        "NeedsArgument, auto,  replace, VALUE",
        "Abstract,      auto,  replace, VALUE",
        "ByValue,       auto,  replace, VALUE",
        "ByValue,       auto,  run,     BEAN",
        "ByValue,       new,   replace, NEW",
        "InheritsState, auto,  replace, VALUE",
    })
    void receivers(String name, String receiver, String serveMain, Receiver expected) throws Exception {
        Class<?> type = Class.forName(Holders.class.getName() + "$" + name);
        ServiceMethod work = only(plan(type, Map.of("receiver", receiver, "serve.main", serveMain)));
        assertThat(work.receiver()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Locked        | auto  | field lock of io.msagent.instrument.shapes.Holders$Locked: java.util.concurrent",
                "HoldsLocked   | auto  | field inner of io.msagent.instrument.shapes.Holders$HoldsLocked: field lock of",
                "Locked        | value | (receiver=value)",
                "Stateless     | bean  | receiver=bean needs serve.main=run",
                "NeedsArgument | new   | receiver=new needs a class with a constructor without parameters",
            })
    void refusedReceivers(String name, String receiver, String reason) throws Exception {
        Class<?> type = Class.forName(Holders.class.getName() + "$" + name);
        ClassPlan plan = plan(type, Map.of("receiver", receiver));
        assertThat(plan.served()).isEmpty();
        assertThat(plan.reports()).singleElement().asString().contains(reason);
    }

    private static ServiceMethod only(ClassPlan plan) {
        assertThat(plan.served()).hasSize(1);
        return plan.served().get(0);
    }

    private static List<String> names(Class<?> type) {
        return plan(type).served().stream().map(m -> m.key().name()).toList();
    }

    private static ClassPlan plan(Class<?> type) {
        return plan(type, Map.of());
    }

    static ClassPlan plan(Class<?> type, Map<String, String> texts) {
        Settings settings = Settings.of(texts);
        ClassBytes source = ClassBytes.of(DescriberTest.class.getClassLoader());
        byte[] bytes = source.find(type.getName().replace('.', '/'));
        Travel travel = name -> List.of(
                                "java.io.InputStream",
                                "java.lang.Thread",
                                "java.util.concurrent.Future",
                                "java.util.concurrent.CompletionStage",
                                "java.util.concurrent.CompletableFuture",
                                "java.util.concurrent.locks.ReentrantLock")
                        .contains(name)
                ? name + " holds on to this process"
                : null;
        return new Describer(settings, MethodPatterns.of(settings), travel)
                .describe(Types.describe(type.getName(), Types.locator(type.getName(), bytes, source)));
    }
}
