package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.CallRefusedException;
import io.msagent.Transaction;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.Stateful;
import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.call.Trace;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.wire.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call says of its transaction. */
class CallerTransactionTest extends CallerFixture {
    private static final String UUID = "[0-9a-f-]{36}";

    private final TestCallee stateless = new TestCallee();
    private final TestCallee stateful = new TestCallee().stateful(Kind.MEMORY);
    private final TestCallee keyless = new TestCallee().stateful(new Stateful(Kind.MEMORY, -1, null));
    private final TestProvider provider = provider("one");

    @BeforeEach
    void listen() {
        Transaction.Agent.set(caller::ended);
    }

    @AfterEach
    void stopListening() {
        Transaction.Agent.set(transaction -> {});
    }

    private List<String> said() {
        List<String> said = new ArrayList<>();
        provider.received.forEach(one -> said.add(String.valueOf(one.headers().get(Protocol.TRANSACTION))));
        return said;
    }

    private static CallContext body(CallId id, TransactionCall place) {
        return new CallContext(id, Deadline.after(Duration.ofMinutes(5)), 0, "outer", Trace.NONE, place, 0);
    }

    @Test
    void outsideOfAny_aStatefulCallIsOneByItself() throws Exception {
        call(stateful, "k");
        call(keyless, "k");
        call(stateless, "k");
        assertThat(said().subList(0, 2)).doesNotHaveDuplicates().allMatch(one -> one.matches(UUID + " 1"));
        assertThat(said().get(2)).isEqualTo("null");
        assertThat(Transaction.current()).isEmpty();
    }

    @Test
    void inside_everyCallHasItsNumber() throws Exception {
        String id = Transaction.call(() -> {
            call(stateful, "k");
            call(stateless, "k");
            call(keyless, "k");
            ((CompletableFuture<?>) call(new TestCallee().async(), "k")[0]).join();
            return Transaction.current().orElseThrow().id();
        });
        assertThat(said()).containsExactly(id + " 1 open", id + " 2 open", id + " 3 open", id + " 4 open");
    }

    @Test
    void inABody_theNumbersGoOnBelowItsOwn() throws Exception {
        TransactionId id = new TransactionId(CallId.next().value());
        for (boolean open : List.of(true, false)) {
            TransactionCall place = new TransactionCall(id, "2", open);
            try (CallContext.Scope unused = body(CallId.next(), place).open();
                    Transaction.Joined joined = Transaction.Agent.join(id.value(), "2")) {
                call(stateful, "k");
                call(stateless, "k");
            }
        }
        assertThat(said()).containsExactly(id + " 2.1 open", id + " 2.2 open", id + " 2.1", id + " 2.2");
    }

    /** A body that keeps no state may run twice; what it calls takes effect once all the same. */
    @Test
    void inABodyWithoutOne_itIsTheSameWhenTheBodyRunsAgain() throws Exception {
        CallId id = CallId.next();
        for (int run = 0; run < 2; run++) {
            try (CallContext.Scope unused = body(id, null).open()) {
                call(stateful, "k");
                call(stateful, "k");
                call(stateless, "k");
                call(stateful, run == 0 ? "k" : "other");
            }
        }
        try (CallContext.Scope unused = body(CallId.next(), null).open()) {
            call(stateful, "k");
        }
        List<String> said = said();
        assertThat(said.subList(4, 7)).isEqualTo(said.subList(0, 3));
        assertThat(List.of(said.get(0), said.get(1), said.get(3), said.get(7), said.get(8)))
                .doesNotHaveDuplicates()
                .allMatch(one -> one.matches(UUID + " 1"));
        TransactionId derived = new TransactionId(said.get(0).substring(0, 36));
        assertThat(derived.millis()).isEqualTo(new TransactionId(id.value()).millis());
        assertThat(java.util.UUID.fromString(derived.value()).version()).isEqualTo(7);
    }

    @Test
    void aCallThatNobodyWaitedFor_isToldOfTheEndToo() throws Exception {
        provider.gate(2);
        List<CompletableFuture<?>> late = new ArrayList<>();
        String id = Transaction.call(() -> {
            late.add((CompletableFuture<?>) call(new TestCallee().async().stateful(Kind.MEMORY), "k")[0]);
            return Transaction.current().orElseThrow().id();
        });
        call(stateless, "k");
        late.get(0).join();
        await().until(() -> provider.ended.equals(List.of(id)));
    }

    @Test
    void whenItHasEnded_whoHadCallsOfItIsTold() throws Exception {
        String id = Transaction.call(() -> {
            call(stateful, "k");
            call(stateless, "k");
            assertThat(provider.ended).isEmpty();
            return Transaction.current().orElseThrow().id();
        });
        await().until(() -> provider.ended.equals(List.of(id)));
        call(stateful, "k");
        Transaction.run(() -> {});
        String keepsNothing = Transaction.call(() -> {
            call(stateless, "k");
            return Transaction.current().orElseThrow().id();
        });
        String next = Transaction.call(() -> {
            call(stateful, "k");
            return Transaction.current().orElseThrow().id();
        });
        await().until(() -> provider.ended.size() == 2);
        assertThat(provider.ended)
                .as("one that was a single call is not told of")
                .containsExactly(id, next);
    }

    @Test
    void aBodyThatRunsHereNumbersItsCallsAsElsewhere() throws Exception {
        TestCallee unserved = new TestCallee();
        unserved.service = "unserved";
        unserved.body = () -> {
            try {
                call(stateful, "k");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
        String id = Transaction.call(() -> {
            assertThat(call(unserved, 1)).isNotNull();
            call(stateful, "k");
            return Transaction.current().orElseThrow().id();
        });
        assertThat(unserved.ranHere).hasValue(1);
        assertThat(said()).containsExactly(id + " 1.1 open", id + " 2 open");
    }

    @Test
    void nestedTooDeep_isRefused() {
        String deep = "1" + ".1".repeat(99);
        String id = CallId.next().value();
        try (Transaction.Joined joined = Transaction.Agent.join(id, deep)) {
            assertThatThrownBy(() -> call(stateful, "k"))
                    .isInstanceOf(CallRefusedException.class)
                    .hasMessageContaining("at most 200 characters");
        }
        assertThat(provider.received).isEmpty();
    }
}
