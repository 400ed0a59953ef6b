package io.msagent.core.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.msagent.CallContextCarrier.Restored;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.Trace;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An application with OpenTelemetry's API in its own class loader, and no Java agent of it. */
class OtelTracingTest {
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE_ID + "-b7ad6b7169203331-01";

    private final AppContext application = TestContexts.named(List.of());

    private static Context spanWithBaggage() {
        SpanContext span = SpanContext.create(
                TRACE_ID,
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.builder().put("vendor", "x").build());
        return Context.root()
                .with(Span.wrap(span))
                .with(Baggage.builder().put("user", "ada").build());
    }

    private static CallContext call(Trace trace) {
        return new CallContext(CallId.next(), Deadline.after(Duration.ofMinutes(1)), 0, "s", trace);
    }

    @Test
    void theCurrentContextGoesAlong() {
        assertThat(application.capture().trace()).isEqualTo(Trace.NONE);
        try (Scope unused = spanWithBaggage().makeCurrent()) {
            assertThat(application.capture().trace()).isEqualTo(new Trace(PARENT, "vendor=x", "user=ada"));
        }
    }

    @Test
    void theCurrentContextComesBeforeTheOneThatCameWithTheCall() {
        Trace came = new Trace(PARENT.replace('b', 'c'), null, null);
        try (CallContext.Scope unused = call(came).open()) {
            assertThat(application.capture().trace()).isEqualTo(came);
            try (Scope alsoUnused = spanWithBaggage().makeCurrent()) {
                assertThat(application.capture().trace().parent()).isEqualTo(PARENT);
            }
        }
    }

    @Test
    void theBodyIsInItsCallersTraceAndInNoOther() {
        Context before = spanWithBaggage();
        try (Scope unused = before.makeCurrent()) {
            Trace trace = new Trace(PARENT.replace('b', 'c'), "a=1", "user=bob");
            try (Restored alsoUnused = application.enter(call(trace), Carried.NONE)) {
                assertThat(Span.current().getSpanContext().getTraceId()).isEqualTo(TRACE_ID.replace('b', 'c'));
                assertThat(Baggage.current().getEntryValue("user")).isEqualTo("bob");
            }
            assertThat(Context.current()).isSameAs(before);
            try (Restored alsoUnused = application.enter(call(Trace.NONE), Carried.NONE)) {
                assertThat(Span.current().getSpanContext().isValid()).isFalse();
            }
        }
    }

    @Test
    void aSpanThatWasOpenedForTheRequestIsContinued() {
        Trace sent = new Trace(PARENT.replace("b7ad6b71", "00000001"), "vendor=old", "user=eve");
        Trace ofAnother = new Trace(PARENT.replace('0', '1'), null, null);
        assertThat(application.arrived(sent)).isEqualTo(sent);
        try (Scope unused = spanWithBaggage().makeCurrent()) {
            assertThat(application.arrived(sent)).isEqualTo(new Trace(PARENT, "vendor=x", "user=eve"));
            assertThat(application.arrived(Trace.NONE).parent()).isEqualTo(PARENT);
            assertThat(application.arrived(ofAnother)).isEqualTo(ofAnother);
        }
    }

    /** A span that takes attributes; one that was only passed on takes none. */
    private static Span recording(Map<String, String> attributes) {
        Span around = Span.getInvalid();
        return (Span) Proxy.newProxyInstance(
                Span.class.getClassLoader(), new Class<?>[] {Span.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setAttribute") && arguments[1] instanceof String value) {
                        attributes.put((String) arguments[0], value);
                        return proxy;
                    }
                    return method.getName().equals("storeInContext")
                            ? InvocationHandler.invokeDefault(proxy, method, arguments)
                            : method.invoke(around, arguments);
                });
    }

    @Test
    void theSpanNamesTheTransaction() {
        TransactionCall place =
                new TransactionCall(new TransactionId(CallId.next().value()), "1", true);
        Map<String, String> attributes = new HashMap<>();
        application.belongsTo(place); // in no span: nothing to say it to
        try (Scope unused = Context.root().with(recording(attributes)).makeCurrent()) {
            application.belongsTo(place);
            assertThat(attributes)
                    .containsExactly(entry("ms.transaction", place.id().value()));
            attributes.clear();
            CallContext body =
                    new CallContext(CallId.next(), Deadline.after(Duration.ofMinutes(1)), 0, "s", Trace.NONE, place, 0);
            application.enter(body, Carried.NONE).close();
        }
        assertThat(attributes)
                .containsExactly(entry("ms.transaction", place.id().value()));
    }
}
