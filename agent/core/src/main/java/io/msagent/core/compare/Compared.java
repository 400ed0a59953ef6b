package io.msagent.core.compare;

import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.context.AppContext;
import io.msagent.core.log.Log;
import io.msagent.core.server.ServedMethod;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.ModuleOpener;
import io.msagent.core.wire.StateCodec;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A method whose body is watched for what its caller would not get to see from elsewhere. Safe for use by any thread. */
public final class Compared implements ServedMethod {
    private final ServedMethod served;
    private final Supplier<Method> method;
    private final UnaryOperator<@Nullable Object> receivers;
    private final ModuleOpener opener;
    private final Findings findings;

    /**
     * Watches a method.
     *
     * @param method the method; asked for when it is called
     * @param receivers makes of the object that travelled the one that the method runs on
     */
    public Compared(
            ServedMethod served,
            Supplier<Method> method,
            UnaryOperator<@Nullable Object> receivers,
            ModuleOpener opener,
            Findings findings) {
        this.served = served;
        this.method = method;
        this.receivers = receivers;
        this.opener = opener;
        this.findings = findings;
    }

    @Override
    public ServiceMethod about() {
        return served.about();
    }

    @Override
    public MethodCodec codec() {
        return served.codec();
    }

    @Override
    public StateCodec state() {
        return served.state();
    }

    @Override
    public AppContext context() {
        return served.context();
    }

    @Override
    public ClassLoader contextClassLoader() {
        return served.contextClassLoader();
    }

    @Override
    public @Nullable Object invoke(@Nullable Object travelled, @Nullable Object[] arguments) throws Throwable {
        Before before = before(travelled, arguments);
        if (before == null) {
            return served.invoke(travelled, arguments);
        }
        Object result;
        try {
            result = served.invoke(travelled, arguments);
        } catch (Throwable e) {
            look(() -> changes(before, travelled, arguments));
            throw e;
        }
        if (result instanceof CompletionStage<?> stage) {
            return stage.whenComplete((value, thrown) -> {
                look(() -> changes(before, travelled, arguments));
                look(() -> result(value, travelled, arguments, before));
            });
        }
        look(() -> changes(before, travelled, arguments));
        if (!about().async()) {
            look(() -> result(result, travelled, arguments, before));
        }
        return result;
    }

    private record Before(MethodCodec.Arguments copies, OwnState state) {}

    /** Null if it cannot be looked at, of which a line in the log tells. */
    private @Nullable Before before(@Nullable Object travelled, @Nullable Object[] arguments) {
        try {
            return copy(travelled, arguments);
        } catch (Throwable e) {
            cannotLook(e);
            return null;
        }
    }

    private Before copy(@Nullable Object travelled, @Nullable Object[] arguments) {
        MethodCodec.Arguments copies = travelled == null
                ? codec().readArguments(codec().writeArguments(arguments), false)
                : codec().readArguments(codec().writeArguments(travelled, arguments), true);
        Object stays = about().receiver() == Receiver.VALUE ? null : receivers.apply(travelled);
        return new Before(copies, new OwnState(method.get().getDeclaringClass(), stays, opener));
    }

    /** Looking at a call must not change how it ends. */
    private void look(Runnable look) {
        try {
            look.run();
        } catch (Throwable e) { // the application's code runs in it: equals, accessors, initialisers of classes
            cannotLook(e);
        }
    }

    private void cannotLook(Throwable why) {
        Log.warn("loopback.compare: " + about().key() + " cannot be looked at: "
                + why.getClass().getName() + ": " + why.getMessage());
    }

    private void changes(Before before, @Nullable Object travelled, @Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String name = parameter(i);
            new Differences(opener)
                    .between(name, before.copies().values()[i], arguments[i])
                    .ifPresent(where -> add(
                            "changes its argument " + name,
                            where,
                            "its caller sees that only in the same process: return what changed"));
        }
        new Differences(opener)
                .between("this", before.copies().receiver(), travelled)
                .ifPresent(where -> add(
                        "changes the object it is called on",
                        where,
                        "that object is a copy elsewhere: return what changed, or keep such state out of it"));
        before.state()
                .changed()
                .ifPresent(where -> add(
                        "changes what its class or its object keeps",
                        where,
                        "each process keeps its own: put it into a store that all share, or pass it along"));
    }

    private void result(
            @Nullable Object result, @Nullable Object travelled, @Nullable Object[] arguments, Before before) {
        if (result == null) {
            return;
        }
        if (!Fields.isImmutable(result, opener)) {
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] == result) {
                    add("returns its argument " + parameter(i) + " itself", "", COPY);
                }
            }
            if (result == travelled) {
                add("returns the object it is called on", "", COPY);
            }
            before.state()
                    .holderOf(result)
                    .ifPresent(field -> add("returns an object that it goes on keeping", "in " + field, COPY));
        }
        Object copy = codec().readResult(codec().writeResult(result));
        Optional<String> where = new Differences(opener).between("result", result, copy);
        if (where.isPresent()) {
            add(
                    "returns what does not arrive whole",
                    where.get(),
                    "fields that are transient or made by a constructor stay behind: let the result carry all it needs");
        } else if (comparesByValue(result) && !result.equals(copy)) {
            add("returns what does not equal its copy", "", "let equals compare values that travel");
        }
    }

    private static final String COPY =
            "a caller elsewhere gets a copy: rely neither on == nor on later changes being seen by both";

    private static boolean comparesByValue(Object value) {
        try {
            return value.getClass().getMethod("equals", Object.class).getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private String parameter(int index) {
        return method.get().getParameters()[index].getName();
    }

    private void add(String what, String example, String advice) {
        findings.add(about().key().toString(), what, example, advice);
    }
}
