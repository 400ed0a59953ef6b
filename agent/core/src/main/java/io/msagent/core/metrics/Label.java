package io.msagent.core.metrics;

import java.util.Locale;

/** A label of a metric. Values are service and method names of the application and constants of ours, nothing else. */
public enum Label {
    /** Always {@code ms-agent}. */
    SYSTEM("rpc.system.name"),
    /** The service's name. */
    SERVICE("ms.service"),
    /** Service and method, as {@code pricing/quote(int)}. */
    METHOD("rpc.method"),
    /** How it ended. */
    STATUS("rpc.response.status_code"),
    /** What went wrong; empty if nothing did. */
    ERROR("error.type");

    private final String attribute;

    Label(String attribute) {
        this.attribute = attribute;
    }

    /** Its name as OpenTelemetry writes attributes. */
    public String attribute() {
        return attribute;
    }

    /** Its name as Prometheus writes labels. */
    public String prometheusName() {
        return attribute.replace('.', '_').toLowerCase(Locale.ROOT);
    }
}
