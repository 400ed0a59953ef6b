package io.msagent.instrument;

import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Guards methods that run on a new object in the provider. That object is of the very class that holds the method; a
 * receiver of a subclass may have fields, or override what the body calls, so its calls stay here. Safe for use by any
 * thread.
 */
final class NewReceivers {
    private final Map<Integer, ServiceMethod> methods = new ConcurrentHashMap<>();
    private final Reports reports;

    NewReceivers(Reports reports) {
        this.reports = reports;
    }

    void add(int number, ServiceMethod method) {
        if (method.receiver() == Receiver.NEW) {
            methods.put(number, method);
        }
    }

    /** Whether another process may run this method on an object of its own. */
    boolean standFor(int number, Object receiver) {
        ServiceMethod method = methods.get(number);
        if (method == null || receiver.getClass().getName().equals(method.key().className())) {
            return true;
        }
        reports.warn(method.key() + " stays local when called on a "
                + receiver.getClass().getName()
                + ": a provider would make a new " + method.key().className());
        return false;
    }
}
