package io.msagent.core.context;

import io.msagent.CallContextCarrier;
import java.util.Map;

/** An application's carrier: a tenant in a thread local. */
public final class Tenant implements CallContextCarrier {
    /** The thread's tenant. */
    public static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    /** An application with this carrier. */
    public static AppContext application() {
        return TestContexts.with(Tenant.class);
    }

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
