package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.msagent.CallRefusedException;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.Trace;
import io.msagent.core.context.Broken;
import io.msagent.core.context.Carried;
import io.msagent.core.context.Tenant;
import io.msagent.core.wire.Protocol;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerContextTest extends CallerFixture {
    private static final Trace TRACE =
            new Trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=opaque", "user=ada");

    private final TestCallee callee = new TestCallee().noFallback();

    @AfterEach
    void mend() {
        Broken.part = Broken.Part.NONE;
        Tenant.CURRENT.remove();
    }

    private Object result(TestCallee method) throws Exception {
        Object result = call(method, 1)[0];
        return result instanceof CompletableFuture<?> future ? future.get() : result;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNestedCallSendsTheTraceThatCameWithTheOuterOne(boolean async) throws Exception {
        TestProvider a = provider("a");
        callee.async = async;
        CallContext outer = new CallContext(CallId.next(), Deadline.after(Duration.ofMinutes(1)), 0, "outer", TRACE);
        try (CallContext.Scope unused = outer.open()) {
            assertThat(result(callee)).isEqualTo(2);
        }
        assertThat(a.received.get(0).headers())
                .containsEntry(Trace.PARENT, TRACE.parent())
                .containsEntry(Trace.STATE, TRACE.state())
                .containsEntry(Trace.BAGGAGE, TRACE.baggage());
    }

    @Test
    void aCallSaysWhoMakesIt() throws Exception {
        TestProvider a = provider("a");
        Caller named = callerWith("program", "shop-front");
        assertThat(call(named, callee, 1)[0]).isEqualTo(2);
        CallContext outer =
                new CallContext(CallId.next(), Deadline.after(Duration.ofMinutes(1)), 0, "outer", Trace.NONE);
        try (CallContext.Scope unused = outer.open()) {
            assertThat(call(named, callee, 1)[0]).isEqualTo(2);
        }
        assertThat(a.received).extracting(r -> r.headers().get(Protocol.CALLER)).containsExactly("shop-front", "outer");
    }

    @Test
    void withoutATraceNoneIsMadeUp() throws Exception {
        TestProvider a = provider("a");
        assertThat(result(callee)).isEqualTo(2);
        assertThat(a.received.get(0).headers())
                .doesNotContainKeys(Trace.PARENT, Trace.STATE, Trace.BAGGAGE, Carried.HEADER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheCarriersCaptureOnTheCallingThreadGoesAlongWithEachAttempt(boolean async) throws Exception {
        TestProvider a = provider("a").script(TestProvider.Fault.OVERLOADED);
        callee.async = async;
        callee.context = Tenant.application();
        Tenant.CURRENT.set("acme & sons");
        assertThat(result(callee)).isEqualTo(2);
        assertThat(a.received)
                .hasSize(2)
                .allSatisfy(r -> assertThat(r.headers())
                        .containsEntry(Carried.HEADER, Tenant.class.getName() + "/tenant=acme%20%26%20sons"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAPTURE", "SIZE"})
    void withoutItsContextACallDoesNotGoOutAndItsBodyDoesNotRunHere(String part) {
        TestProvider a = provider("a");
        callee.fallback = true;
        callee.context = Broken.application();
        Broken.part = Broken.Part.valueOf(part);
        CallRefusedException e = catchThrowableOfType(CallRefusedException.class, () -> call(callee, 1));
        assertThat(e.bodyMayHaveRun()).isFalse();
        assertThat(e).hasMessageContaining("context.carriers").hasMessageContaining("carrier");
        assertThat(a.received).isEmpty();
        assertThat(row().failed()).isEqualTo(1);

        callee.async = true;
        CompletionException later = catchThrowableOfType(
                CompletionException.class, () -> ((CompletableFuture<?>) call(callee, 1)[0]).join());
        assertThat(later).hasCauseInstanceOf(CallRefusedException.class);
    }

    @Test
    void anAsynchronousBodyThatRunsHereHasItsContextToo() throws Exception {
        Map<String, String> seen = new java.util.concurrent.ConcurrentHashMap<>();
        TestCallee here = new TestCallee() {
            @Override
            public Object runHere(Object receiver, Object[] arguments) {
                seen.put("tenant", Tenant.CURRENT.get());
                return super.runHere(receiver, arguments);
            }
        };
        here.async = true;
        here.context = Tenant.application();
        Tenant.CURRENT.set("acme");
        assertThat(result(here)).isEqualTo(2);
        assertThat(seen).containsEntry("tenant", "acme");
    }
}
