package io.msagent.instrument.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.ServiceName;
import io.msagent.core.call.Stateful;
import io.msagent.instrument.shapes.Statefuls;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatefulDescriberTest {

    @Test
    void allStatefulMethodsOfAClassAreOneService() {
        assertThat(plan(Statefuls.Cart.class).reports()).isEmpty();
        assertThat(plan(Statefuls.Cart.class).served())
                .hasSize(3)
                .allMatch(m -> m.service().equals(ServiceName.of(Statefuls.Cart.class.getName())))
                .allMatch(m -> m.receiver() == Receiver.KEYED)
                .allMatch(m -> m.stateful() != null && m.stateful().kind() == Stateful.Kind.DURABLE)
                .allMatch(m -> !m.localFallback());
        assertThat(plan(Statefuls.ByMethod.class).served())
                .extracting(ServiceMethod::service)
                .containsOnly(ServiceName.of(Statefuls.ByMethod.class.getName()));
    }

    @Test
    void theKeyIsAParameterOrNone() {
        assertThat(stateful(Statefuls.Cart.class, "add").keyParameter()).isEqualTo(1);
        assertThat(stateful(Statefuls.Cart.class, "unkeyed").keyParameter()).isEqualTo(-1);
        assertThat(stateful(Statefuls.ByMethod.class, "up"))
                .isEqualTo(new Stateful(Stateful.Kind.MEMORY, 0, null))
                .isEqualTo(stateful(Statefuls.ByMethod.class, "down"));
    }

    @Test
    void aKeyOfAnInterfaceHoldsForItsImplementations() {
        assertThat(stateful(Statefuls.Limited.class, "tryAcquire"))
                .isEqualTo(new Stateful(Stateful.Kind.MEMORY, 1, null));
    }

    @Test
    void onlyAMarkThatSaysSoMakesAStatefulMethodIdempotent() {
        assertThat(method(Statefuls.Cart.class, "add").idempotent()).isFalse();
        assertThat(method(Statefuls.Cart.class, "size").idempotent()).isTrue();
        assertThat(method(Statefuls.ByMethod.class, "up").idempotent()).isFalse();
    }

    @Test
    void aMarkOfAMethodStandsBeforeThatOfItsType() {
        assertThat(method(Statefuls.Cart.class, "add").timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(method(Statefuls.Cart.class, "size").timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void externalStateIsNoneOfOurs() {
        ServiceMethod read = method(Statefuls.External.class, "read");
        assertThat(read.stateful()).isEqualTo(new Stateful(Stateful.Kind.EXTERNAL, 0, null));
        assertThat(read.receiver()).isEqualTo(Receiver.NONE);
        assertThat(plan(Statefuls.External.class).reports()).isEmpty();
    }

    @Test
    void transientFieldsAreNoState() {
        assertThat(stateful(Statefuls.KeptButForTransient.class, "read").refusal())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TwoKeys       | 2 of its parameters are @Key (expected: at most one",
                "OddKey        | parameter 1 is @Key and of type double (expected: a String, an integral number",
                "Fallback      | fallback=LOCAL (expected: NONE, or none given",
                "Unkept        | its state cannot be kept: field in of io.msagent.instrument.shapes.Statefuls$Unkept",
                "Static        | it is static: static fields are shared by all keys (expected: an instance method",
                "NeedsArgument | Statefuls$NeedsArgument cannot be made for a key (expected: a class that is not",
                "Abstract      | Statefuls$Abstract cannot be made for a key",
                "Later         | it returns a future, after which it could still change its state",
                "Mixed         | has marked methods that are stateful and others that are not (expected: all or none",
                "TwoNames      | have the names one and two (expected: one service",
                "TwoKinds      | keep their state in [MEMORY, DURABLE] (expected: one kind)",
            })
    void whatCouldOnlyGoWrongIsWovenAndRefused(String name, String reason) throws Exception {
        ClassPlan plan = plan(Class.forName(Statefuls.class.getName() + "$" + name));
        assertThat(plan.served().stream().filter(m -> m.stateful() != null))
                .isNotEmpty()
                .allSatisfy(
                        m -> assertThat(String.valueOf(m.stateful().refusal())).contains(reason));
        assertThat(plan.reports())
                .isNotEmpty()
                .allMatch(line -> line.contains(" is stateful and cannot be called: ") && line.contains(reason));
    }

    @Test
    void whatHasNoMeaningIsReported() {
        assertThat(plan(Statefuls.Meaningless.class).reports())
                .hasSize(2)
                .anyMatch(line -> line.endsWith("@Key has no meaning here (expected: @Microservice(stateful = true))"))
                .anyMatch(line ->
                        line.endsWith("state = DURABLE has no meaning here (expected: stateful = true with it)"));
    }

    private static ClassPlan plan(Class<?> type) {
        return DescriberTest.plan(type, Map.of());
    }

    private static ServiceMethod method(Class<?> type, String name) {
        return plan(type).served().stream()
                .filter(m -> m.key().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stateful stateful(Class<?> type, String name) {
        Stateful stateful = method(type, name).stateful();
        assertThat(stateful).isNotNull();
        return stateful;
    }
}
