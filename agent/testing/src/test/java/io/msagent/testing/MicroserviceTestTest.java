package io.msagent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;
import sample.Till;
import sample.Trials;

/** Tests of an application, run by JUnit: in which modes they pass, and what is said if they do not. */
class MicroserviceTestTest {

    @Test
    void whatSurvivesPassesInEveryMode() {
        Events events = Kit.run(Trials.Surviving.class);
        assertThat(Kit.passed(events)).containsExactly("PLAIN", "LOOPBACK", "PROCESSES", "REPEATED", "COMPARE");
        assertThat(Kit.failed(events)).isEmpty();
    }

    @Test
    void aChangedArgumentIsSeenInThePlainProgramOnly() {
        Events events = Kit.run(Trials.Mutating.class);
        assertThat(Kit.passed(events)).containsExactly("PLAIN");
        assertThat(Kit.failed(events)).containsExactly("LOOPBACK", "COMPARE");
        assertThat(events.failed().stream()
                        .map(e -> Kit.result(e).getThrowable().orElseThrow()))
                .allSatisfy(thrown ->
                        assertThat(thrown).isInstanceOf(AssertionError.class).hasMessageContaining("[2, 1]"))
                .last()
                .satisfies(thrown -> assertThat(thrown.getSuppressed()[0])
                        .hasMessageContaining("sample.Till#sort(java.util.List): changes its argument amounts"));
    }

    @Test
    void aBodyThatRunsTwiceIsExposed() {
        Events events = Kit.run(Trials.Billing.class, "billsOnce");
        assertThat(Kit.passed(events)).containsExactly("PLAIN", "LOOPBACK");
        assertThat(Kit.failed(events)).containsExactly("REPEATED");
    }

    @Test
    void whatIsNotIdempotentIsNeverRunTwice() {
        Events events = Kit.run(Trials.Billing.class, "whatSaysItIsNotIdempotentIsNeverRunTwice");
        assertThat(Kit.passed(events)).containsExactly("PLAIN", "REPEATED");
    }

    @Test
    void aSeedRepeatsTheSameCalls() {
        String first = Kit.printed(() -> Kit.run(Trials.Billing.class, "someCalls"));
        assertThat(first).contains("loopback.repeat: 50 %", "loopback.seed=1", "billed ");
        int billed = Integer.parseInt(first.lines()
                .filter(line -> line.startsWith("billed "))
                .map(line -> line.substring("billed ".length()))
                .findFirst()
                .orElseThrow());
        assertThat(billed).isBetween(22, 40);
        assertThat(Kit.printed(() -> Kit.run(Trials.Billing.class, "someCalls")))
                .contains("billed " + billed + "\n");
    }

    @Test
    void differencesAreToldLineByLine() {
        Throwable thrown = Kit.thrown(Kit.run(Trials.Different.class, "fails"));
        assertThat(thrown).isInstanceOf(AssertionError.class);
        assertThat(thrown.getMessage().lines().skip(1).map(String::strip))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("sample.Till#sort(java.util.List): changes its argument amounts"
                                        + " (amounts[0]: 2 became 1); "),
                        line -> assertThat(line)
                                .startsWith("sample.Till#bill(java.lang.String): changes what its class or its object"
                                        + " keeps (Till.BILLED: {} became {Ada=1}); "),
                        line -> assertThat(line)
                                .startsWith(
                                        "sample.Till#names(): returns an object that it goes on keeping (in Till.NAMES); "),
                        line -> assertThat(line)
                                .startsWith("sample.Till#same(java.util.List): returns its argument names itself; "),
                        line -> assertThat(line)
                                .startsWith("sample.Till#receipt(int): returns what does not arrive whole"
                                        + " (result.text: 1 EUR became null); "));
    }

    @Test
    void differencesCanBeReportedOnly() {
        Events events = Kit.run(Trials.Different.class, "reports");
        assertThat(Kit.passed(events)).containsExactly("COMPARE");
        assertThat(events.reportingEntryPublished().stream()).hasSize(1);
    }

    @Test
    void lifecycleMethodsRunWhereTheBodyRuns() {
        Trials.Lifecycle.before = 0;
        Trials.Lifecycle.after = 0;
        Events events = Kit.run(Trials.Lifecycle.class);
        assertThat(Kit.failed(events)).isEmpty();
        assertThat(Kit.passed(events)).containsExactly("PLAIN", "LOOPBACK", "PLAIN", "LOOPBACK");
        assertThat(List.of(Trials.Lifecycle.before, Trials.Lifecycle.after)).containsExactly(2, 2);
    }

    @Test
    void anExceptionIsTheTrueOne() {
        Events events = Kit.run(Trials.Ending.class, "throwsWhatTheBodyThrew");
        assertThat(Kit.failed(events)).containsExactly("LOOPBACK", "PROCESSES");
        Stream<Event> failed =
                events.failed().stream().filter(e -> e.getTestDescriptor().isTest());
        assertThat(failed.map(e -> Kit.result(e).getThrowable().orElseThrow()))
                .allSatisfy(thrown -> assertThat(thrown)
                        .isInstanceOfSatisfying(Till.RefusedException.class, e -> {
                            assertThat(e.amount()).isEqualTo(7);
                            assertThat(e).hasMessage("no more than 6").cause().hasMessage("the till is closed");
                        })
                        .hasStackTraceContaining("sample.Till.refuse")
                        .hasStackTraceContaining("sample.Trials$Ending.throwsWhatTheBodyThrew")
                        .hasStackTraceContaining("ms-agent.test(in mode "));
    }

    @Test
    void anExceptionThatCannotBeCarriedIsDescribed() {
        assertThat(Kit.thrown(Kit.run(Trials.Ending.class, "throwsWhatCannotBeCarried")))
                .hasToString("sample.Trials$Unwritable: with UUID")
                .hasStackTraceContaining("sample.Trials$Ending.throwsWhatCannotBeCarried")
                .cause()
                .hasToString("java.lang.IllegalArgumentException: why");
    }

    @Test
    void anAssumptionAborts() {
        Events events = Kit.run(Trials.Ending.class, "isAborted");
        assertThat(Kit.aborted(events)).containsExactly("LOOPBACK");
        assertThat(Kit.thrown(events)).hasMessageContaining("not today");
    }

    @Test
    void aJvmThatEndsIsTold() {
        String out = Kit.printed(() -> assertThat(Kit.thrown(Kit.run(Trials.Ending.class, "endsTheProcess")))
                .hasMessageContaining("mode LOOPBACK has ended with status 3"));
        assertThat(out).contains("last words");
    }

    @Test
    void aMissingAgentAndAMistakenSettingAreTold() {
        System.setProperty(Carried.AGENT_PROPERTY, "nowhere/ms-agent.jar");
        try {
            assertThat(Kit.thrown(Kit.run(Trials.Settled.class, "runs")))
                    .hasMessage("ms.testing.agent: nowhere/ms-agent.jar (expected: the path of ms-agent.jar)");
        } finally {
            System.clearProperty(Carried.AGENT_PROPERTY);
        }
        assertThat(Kit.thrown(Kit.run(Trials.Settled.class, "isMistaken")))
                .hasMessage("settings: workers (expected: key=value)");
    }
}
