package io.msagent.core.client;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.wire.Protocol;

/**
 * The code that a caller wants to be run.
 *
 * @param digest what the instance's code must be; empty if any will do
 * @param className the class that holds the method: two classes may have been given the same service name
 */
record Code(String digest, String className) {

    /** Whether the instance runs it, and can be asked to. */
    boolean runsIn(Instance instance) {
        return Protocol.VERSION.equals(instance.meta().get(InstanceMeta.PROTOCOL))
                && (digest.isEmpty() || digest.equals(instance.meta().get(InstanceMeta.DIGEST)))
                && className.equals(instance.meta().getOrDefault(InstanceMeta.CLASS, className));
    }
}
