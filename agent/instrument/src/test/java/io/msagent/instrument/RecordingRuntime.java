package io.msagent.instrument;

import io.msagent.bridge.Bridge;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.runtime.AgentRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Notes what woven code does, and answers as the test says. One stands behind the real bridge in a test JVM. */
public final class RecordingRuntime implements AgentRuntime {
    private static final RecordingRuntime INSTALLED = new RecordingRuntime();
    private static final NewReceivers NEW_RECEIVERS = new NewReceivers(new Reports());

    static {
        if (!Bridge.install(new RuntimeHook(INSTALLED, NEW_RECEIVERS))) {
            throw new IllegalStateException("somebody else installed a hook");
        }
    }

    /** One call that went out. */
    public record Call(ServiceMethod method, Object receiver, List<Object> arguments) {}

    /** What a call that goes out comes to. */
    @FunctionalInterface
    public interface Answer {
        Object[] to(Call call) throws Throwable;
    }

    private final List<ServiceMethod> methods = new ArrayList<>();
    public final List<Call> calls = new ArrayList<>();
    public final List<String> events = new ArrayList<>();
    public final List<Object> born = new ArrayList<>();
    public Function<ServiceMethod, Boolean> leaves = m -> false;
    public Answer answer = call -> null;
    public boolean mainReplaced;

    private RecordingRuntime() {}

    /** The one behind the bridge, as new. */
    static RecordingRuntime fresh() {
        INSTALLED.calls.clear();
        INSTALLED.events.clear();
        INSTALLED.born.clear();
        INSTALLED.leaves = m -> false;
        INSTALLED.answer = call -> null;
        INSTALLED.mainReplaced = false;
        return INSTALLED;
    }

    static NewReceivers newReceivers() {
        return NEW_RECEIVERS;
    }

    @Override
    public int add(ServiceMethod method, ClassLoader loader) {
        methods.add(method);
        return methods.size() - 1;
    }

    @Override
    public boolean leaves(int method) {
        return leaves.apply(methods.get(method));
    }

    @Override
    public Object[] call(int method, Object receiver, Object[] arguments) throws Throwable {
        Call call = new Call(methods.get(method), receiver, new ArrayList<>(Arrays.asList(arguments)));
        calls.add(call);
        return answer.to(call);
    }

    @Override
    public boolean enterMain() {
        events.add("enterMain");
        return mainReplaced;
    }

    @Override
    public void leaveMain() {
        events.add("leaveMain");
    }

    @Override
    public void born(Object receiver) {
        born.add(receiver);
    }
}
