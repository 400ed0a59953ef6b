package relay;

import io.msagent.CallContextCarrier;
import java.util.Map;

/** The tenant of the current thread, and its way to other processes. */
public final class Tenant implements CallContextCarrier {
    static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    @Override
    public Map<String, String> capture() {
        String tenant = CURRENT.get();
        return tenant == null ? Map.of() : Map.of("tenant", tenant);
    }

    @Override
    public Restored restore(Map<String, String> values) {
        String before = CURRENT.get();
        CURRENT.set(values.get("tenant"));
        return () -> CURRENT.set(before);
    }
}
