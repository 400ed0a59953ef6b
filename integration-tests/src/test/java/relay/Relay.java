package relay;

import io.msagent.CurrentCall;
import io.msagent.Microservice;
import org.slf4j.MDC;

/** Makes calls that make calls. */
public final class Relay {
    private Relay() {}

    /** In a process of its own. */
    @Microservice("outer")
    static String outer(String word) {
        return describe() + " > " + inner(word);
    }

    /** In another one. */
    @Microservice("inner")
    static String inner(String word) {
        step();
        return describe() + " says " + word;
    }

    /** For whoever traces methods. */
    static void step() {}

    /** Who runs this, for whom. */
    private static String describe() {
        CurrentCall call = CurrentCall.find().orElseThrow();
        boolean logged = call.id().equals(MDC.get("ms.call-id"));
        boolean timeLeft = !call.timeLeft().isZero();
        return call.service() + "@" + call.depth() + " for " + Tenant.CURRENT.get() + " logged " + logged + " time "
                + timeLeft;
    }

    /** One call for a tenant. */
    static void visit(String tenant) {
        Tenant.CURRENT.set(tenant);
        System.out.println(outer("hello"));
    }

    /** Arguments: the tenants. With {@code relay.wait} it then waits for input. */
    public static void main(String[] arguments) throws Exception {
        for (String tenant : arguments) {
            visit(tenant);
        }
        System.out.println("no call here " + CurrentCall.find().isEmpty() + " " + MDC.get("ms.call-id"));
        System.out.println("done");
        if (Boolean.getBoolean("relay.wait")) {
            int unused = System.in.read();
        }
    }
}
