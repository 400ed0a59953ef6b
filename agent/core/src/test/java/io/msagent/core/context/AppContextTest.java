package io.msagent.core.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.CallContextCarrier.Restored;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.Trace;
import io.msagent.core.log.CapturedLog;
import io.msagent.core.log.Log;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppContextTest {
    private final CallContext call = new CallContext(CallId.next(), Deadline.after(Duration.ofMinutes(1)), 0);

    @AfterEach
    void mend() {
        Broken.part = Broken.Part.NONE;
        Tenant.CURRENT.remove();
    }

    @Test
    void whatIsCapturedIsInPlaceForTheBodyAndGoneAfterIt() {
        Tenant.CURRENT.set("acme");
        Carried carried = Tenant.application().capture().carried();
        Tenant.CURRENT.set("other");

        try (Restored unused = Tenant.application().enter(call, Carried.parse(carried.header()))) {
            assertThat(Tenant.CURRENT.get()).isEqualTo("acme");
            assertThat(Tenant.application().capture().carried().header()).isEqualTo(carried.header());
        }
        assertThat(Tenant.CURRENT.get()).isEqualTo("other");
    }

    @Test
    void aCarrierThatCannotCaptureStopsTheCall() {
        Broken.part = Broken.Part.CAPTURE;
        assertThatThrownBy(() -> Broken.application().capture())
                .isInstanceOf(ContextException.class)
                .hasMessageContaining(Broken.class.getName())
                .hasMessageContaining("broken on purpose: CAPTURE");
    }

    @Test
    void tooMuchIsNotCutButRefused() {
        Broken.part = Broken.Part.SIZE;
        assertThatThrownBy(() -> Broken.application().capture())
                .isInstanceOf(ContextException.class)
                .hasMessageContaining("4096 bytes");
    }

    @Test
    void aCarrierThatCannotRestoreLeavesNothingOfTheOthersInPlace() {
        Broken.part = Broken.Part.RESTORE;
        Tenant.CURRENT.set("mine");
        Carried carried = Carried.parse(Tenant.class.getName() + "/tenant=acme");
        assertThatThrownBy(() -> Broken.application().enter(call, carried))
                .isInstanceOf(ContextException.class)
                .hasMessageContaining("broken on purpose: RESTORE");
        assertThat(Tenant.CURRENT.get()).isEqualTo("mine");
    }

    @Test
    void aCarrierThatCannotTakeBackIsSaidAndTheOthersStillDo() {
        Broken.part = Broken.Part.CLOSE;
        Carried carried = Carried.parse(Tenant.class.getName() + "/tenant=acme");
        try (CapturedLog log = new CapturedLog(Log.Level.WARN, Log.Format.TEXT)) {
            Broken.application().enter(call, carried).close();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(Broken.class.getName())
                    .contains("broken on purpose: CLOSE");
        }
        assertThat(Tenant.CURRENT.get()).isNull();
    }

    @Test
    void aCarrierThatCannotBeMadeFailsEveryCallAndIsSaidOnce() {
        try (CapturedLog log = new CapturedLog(Log.Level.WARN, Log.Format.TEXT)) {
            AppContext application = TestContexts.named(List.of("com.acme.Missing"));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(application::capture)
                        .isInstanceOf(ContextException.class)
                        .hasMessageContaining("context.carriers: com.acme.Missing")
                        .hasMessageContaining("public constructor");
            }
            assertThat(log.lines()).singleElement().asString().contains("com.acme.Missing");
        }
        assertThatThrownBy(() -> TestContexts.with(String.class).capture())
                .hasMessageContaining("context.carriers: java.lang.String");
    }

    @Test
    void aNestedCallPassesTheTraceOnUnchanged() {
        Trace trace = new Trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=1,b=2", "user=ada");
        CallContext outer = new CallContext(call.id(), call.deadline(), 0, "outer", trace);
        assertThat(AppContext.NONE.capture().trace()).isEqualTo(Trace.NONE);
        try (CallContext.Scope unused = outer.open()) {
            assertThat(AppContext.NONE.capture().trace()).isEqualTo(trace);
        }
    }
}
