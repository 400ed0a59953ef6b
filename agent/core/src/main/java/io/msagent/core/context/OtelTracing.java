package io.msagent.core.context;

import io.msagent.CallContextCarrier.Restored;
import io.msagent.core.call.Trace;
import io.msagent.core.call.TransactionId;
import io.msagent.core.log.Log;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's current context, through whichever copy of its API is the living one: that of its Java agent, which is
 * on the bootstrap path under a name of its own, or else the application's. The two W3C propagators are used directly: to
 * ask for the global ones would fix the application's configuration before it has made one. Asking for the current context
 * does settle one thing: the first call initialises {@code ContextStorage} of that copy, so wrappers that the application
 * adds to it later are not taken any more.
 */
final class OtelTracing implements Tracing {
    /** Where OpenTelemetry's Java agent keeps its copy of the API. */
    private static final String IN_AGENT = "io.opentelemetry.javaagent.shaded.";

    /** Name of the span's attribute. */
    static final String TRANSACTION = "ms.transaction";

    private final MethodHandle current;
    private final MethodHandle root;
    private final MethodHandle makeCurrent;
    private final MethodHandle inject;
    private final MethodHandle extract;
    private final MethodHandle span;
    private final MethodHandle setAttribute;
    private final Object traceContext;
    private final Object baggage;
    private final Object setter;
    private final Object getter;

    private OtelTracing(Api api) throws ReflectiveOperationException {
        Class<?> context = api.type("context.Context");
        Class<?> propagator = api.type("context.propagation.TextMapPropagator");
        Class<?> setterType = api.type("context.propagation.TextMapSetter");
        Class<?> getterType = api.type("context.propagation.TextMapGetter");
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        current = lookup.unreflect(context.getMethod("current"));
        root = lookup.unreflect(context.getMethod("root"));
        makeCurrent = lookup.unreflect(context.getMethod("makeCurrent"));
        inject = lookup.unreflect(propagator.getMethod("inject", context, Object.class, setterType));
        extract = lookup.unreflect(propagator.getMethod("extract", context, Object.class, getterType));
        Class<?> spanType = api.type("api.trace.Span");
        span = lookup.unreflect(spanType.getMethod("current"));
        setAttribute = lookup.unreflect(spanType.getMethod("setAttribute", String.class, String.class));
        traceContext = api.instance("api.trace.propagation.W3CTraceContextPropagator");
        baggage = api.instance("api.baggage.propagation.W3CBaggagePropagator");
        setter = api.proxy(setterType, OtelTracing::set);
        getter = api.proxy(getterType, OtelTracing::get);
    }

    /** One copy of the API. */
    private record Api(String prefix, @Nullable ClassLoader loader) {
        Class<?> type(String name) throws ClassNotFoundException {
            return Class.forName(prefix + "io.opentelemetry." + name, true, loader);
        }

        Object instance(String name) throws ReflectiveOperationException {
            return type(name).getMethod("getInstance").invoke(null);
        }

        Object proxy(Class<?> type, InvocationHandler handler) {
            ClassLoader definer = loader == null ? OtelTracing.class.getClassLoader() : loader;
            return Proxy.newProxyInstance(definer, new Class<?>[] {type}, handler);
        }
    }

    /** The application's tracing; empty if it has none. */
    static Optional<Tracing> find(ClassLoader application) {
        for (Api api : List.of(new Api(IN_AGENT, null), new Api("", application))) {
            try {
                api.type("context.Context");
            } catch (ClassNotFoundException | LinkageError e) {
                continue;
            }
            try {
                return Optional.of(new OtelTracing(api));
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                Log.write(Log.Level.DEBUG, "OpenTelemetry's API is there, but not as expected: traces pass through", e);
            }
        }
        return Optional.empty();
    }

    @Override
    public Trace current() {
        Map<String, String> headers = new HashMap<>();
        try {
            Object now = current.invoke();
            inject.invoke(traceContext, now, headers, setter);
            inject.invoke(baggage, now, headers, setter);
        } catch (Throwable e) {
            Log.write(Log.Level.DEBUG, "OpenTelemetry's current context cannot be read", e);
            return Trace.NONE;
        }
        return new Trace(headers.get(Trace.PARENT), headers.get(Trace.STATE), headers.get(Trace.BAGGAGE));
    }

    @Override
    public Restored enter(Trace trace) {
        Map<String, String> headers = new HashMap<>();
        trace.forEach(headers::put);
        try {
            Object context = extract.invoke(traceContext, root.invoke(), headers, getter);
            context = extract.invoke(baggage, context, headers, getter);
            AutoCloseable scope = (AutoCloseable) makeCurrent.invoke(context);
            return () -> close(scope);
        } catch (Throwable e) {
            Log.write(Log.Level.DEBUG, "OpenTelemetry's context cannot be set", e);
            return () -> {};
        }
    }

    @Override
    public void belongsTo(TransactionId transaction) {
        try {
            Object unused = setAttribute.invoke(span.invoke(), TRANSACTION, transaction.value());
        } catch (Throwable e) {
            Log.write(Log.Level.DEBUG, "OpenTelemetry's span cannot take the transaction's id", e);
        }
    }

    private static void close(AutoCloseable scope) {
        try {
            scope.close();
        } catch (Throwable e) {
            Log.write(Log.Level.DEBUG, "OpenTelemetry's scope cannot be closed", e);
        }
    }

    /** {@code TextMapSetter}: its one method is {@code set(map, key, value)}. */
    private static @Nullable Object set(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
        if (method.getName().equals("set")) {
            map(arguments[0]).put((String) arguments[1], (String) arguments[2]);
            return null;
        }
        return ofObject(proxy, method, arguments);
    }

    /** {@code TextMapGetter}: {@code keys(map)}, {@code get(map, key)} and, in later versions, {@code getAll}. */
    private static @Nullable Object get(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "keys" -> map(arguments[0]).keySet();
            case "get" -> map(arguments[0]).get((String) arguments[1]);
            case "getAll" -> {
                String value = map(arguments[0]).get((String) arguments[1]);
                yield (value == null ? List.<String>of() : List.of(value)).iterator();
            }
            default -> ofObject(proxy, method, arguments);
        };
    }

    private static Object ofObject(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "ms-agent's " + method.getDeclaringClass().getSimpleName();
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> map(Object carrier) {
        return (Map<String, String>) carrier;
    }
}
