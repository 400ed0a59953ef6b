package io.msagent.stateful.calls;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.Stateful;
import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.server.ServedMethod;
import io.msagent.core.server.ServedService;
import io.msagent.core.wire.JsonCodecs;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.StateCodec;
import io.msagent.core.wire.WireOptions;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A service whose methods are those of a class, served as a provider serves them. */
final class TestService {
    static final String NAME = "test";
    private static final JsonCodecs CODECS = new JsonCodecs(new WireOptions(List.of(), 1_000_000, 100, type -> {}));

    private TestService() {}

    /** All methods of a class; the first parameter is the key, and a method without parameters has none. */
    static ServedService of(Class<?> type, Kind kind) {
        List<ServedMethod> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(method -> (ServedMethod) new Served(method, kind))
                .toList();
        return new ServedService(NAME, "0123abcd", methods);
    }

    static ServedMethod method(Class<?> type, Kind kind, String name) {
        return of(type, kind).methods().stream()
                .filter(method -> method.about().key().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private record Served(Method method, Kind kind) implements ServedMethod {
        @Override
        public ServiceMethod about() {
            String descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                    .toMethodDescriptorString();
            return new ServiceMethod(
                    NAME,
                    new MethodKey(method.getDeclaringClass().getName(), method.getName(), descriptor),
                    Receiver.NEW,
                    false,
                    Duration.ofMinutes(2),
                    false,
                    false,
                    false,
                    new Stateful(kind, method.getParameterCount() == 0 ? -1 : 0, null));
        }

        @Override
        public MethodCodec codec() {
            return CODECS.codecFor(method, method.getDeclaringClass(), false);
        }

        @Override
        public StateCodec state() {
            return CODECS.stateOf(method.getDeclaringClass());
        }

        @Override
        public Object invoke(Object receiver, Object[] arguments) throws Throwable {
            method.setAccessible(true);
            try {
                return method.invoke(receiver, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
