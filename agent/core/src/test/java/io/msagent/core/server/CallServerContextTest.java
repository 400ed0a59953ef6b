package io.msagent.core.server;

import static io.msagent.core.server.ServerFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.Trace;
import io.msagent.core.context.Broken;
import io.msagent.core.context.Carried;
import io.msagent.core.context.Tenant;
import io.msagent.core.log.CapturedLog;
import io.msagent.core.log.Log;
import io.msagent.core.wire.Protocol;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallServerContextTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final AtomicReference<CallContext> seen = new AtomicReference<>();
    private final TestMethod plain = TestMethod.of("plain", arguments -> {
        seen.set(CallContext.current());
        Log.info("from the body");
        return 1;
    });
    private final TestMethod tenant =
            TestMethod.of("tenant", a -> Tenant.CURRENT.get()).in(Tenant.application());
    private final TestMethod broken =
            TestMethod.once("broken", a -> Tenant.CURRENT.get()).in(Broken.application());
    private final ServerFixture fixture = ServerFixture.with(plain, tenant, broken);

    @AfterEach
    void close() {
        Broken.part = Broken.Part.NONE;
        fixture.close();
    }

    @Test
    void theTraceIsTheBodysUnchanged() throws Exception {
        fixture.send(fixture.request("plain", 1)
                .header(Trace.PARENT, PARENT)
                .header(Trace.STATE, "a=1")
                .header(Trace.STATE, "b=2")
                .header(Trace.BAGGAGE, "user=ada;p=1"));
        assertThat(seen.get().trace()).isEqualTo(new Trace(PARENT, "a=1,b=2", "user=ada;p=1"));
        assertThat(seen.get().service()).isEqualTo("test");
    }

    @Test
    void whatIsNoTraceIsDroppedAndTheCallIsMade() throws Exception {
        HttpResponse<String> answer = fixture.send(fixture.request("plain", 1)
                .header(Trace.PARENT, PARENT)
                .header(Trace.PARENT, PARENT)
                .header(Trace.STATE, "a=1")
                .header(Trace.BAGGAGE, "x".repeat(5_000)));
        assertThat(outcome(answer)).isEqualTo("200 returned");
        assertThat(seen.get().trace()).isEqualTo(Trace.NONE);
    }

    @Test
    void whatIsLoggedWhileABodyRunsCarriesTheCallId() throws Exception {
        CallId id = CallId.next();
        try (CapturedLog log = new CapturedLog(Log.Level.INFO, Log.Format.TEXT)) {
            fixture.send(fixture.request("plain", 1).header(Protocol.CALL_ID, id.value()));
            assertThat(log.lines()).singleElement().asString().endsWith(" call " + id.value() + " from the body");
        }
        try (CapturedLog log = new CapturedLog(Log.Level.INFO, Log.Format.JSON)) {
            fixture.send(fixture.request("plain", 1).header(Protocol.CALL_ID, id.value()));
            assertThat(log.lines()).singleElement().asString().contains("\"call\":\"" + id.value() + "\"");
        }
    }

    @Test
    void theCarriersContextIsTheBodysAndNobodyElses() throws Exception {
        for (String name : new String[] {"acme", "b&b", "acme"}) {
            HttpRequest.Builder request = fixture.request("tenant", 1)
                    .header(Carried.HEADER, Tenant.class.getName() + "/tenant=" + name.replace("&", "%26"));
            assertThat(fixture.send(request).body()).isEqualTo('"' + name + '"');
        }
        assertThat(fixture.call("tenant", 1).body()).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a/b=%zz", "a/b=1,a/b=2"})
    void aContextThatCannotBeReadStartsNothing(String header) throws Exception {
        HttpResponse<String> answer = fixture.send(fixture.request("tenant", 1).header(Carried.HEADER, header));
        assertThat(outcome(answer)).isEqualTo("400 not-started bad-request");
        assertThat(answer.body()).contains("ms-context").contains("expected");
        assertThat(tenant.started()).isZero();
    }

    @Test
    void aBodyDoesNotRunWithoutItsContext() throws Exception {
        Broken.part = Broken.Part.RESTORE;
        CallId id = CallId.next();
        HttpResponse<String> answer = fixture.send(fixture.request("broken", 1).header(Protocol.CALL_ID, id.value()));
        assertThat(outcome(answer)).isEqualTo("400 not-started bad-request");
        assertThat(answer.body()).contains(Broken.class.getName()).contains("broken on purpose");
        assertThat(broken.started()).isZero();

        // and the record of calls has nothing of it
        Broken.part = Broken.Part.NONE;
        assertThat(outcome(fixture.send(fixture.request("broken", 1).header(Protocol.CALL_ID, id.value()))))
                .isEqualTo("200 returned");
    }

    @Test
    void whatACarrierThrowsAfterTheBodyIsLoggedAndTheAnswerGoesOut() throws Exception {
        Broken.part = Broken.Part.CLOSE;
        try (CapturedLog log = new CapturedLog(Log.Level.WARN, Log.Format.TEXT)) {
            assertThat(outcome(fixture.call("broken", 1))).isEqualTo("200 returned");
            assertThat(log.lines()).singleElement().asString().contains(Broken.class.getName());
        }
    }
}
