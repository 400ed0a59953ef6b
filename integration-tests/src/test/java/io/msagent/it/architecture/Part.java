package io.msagent.it.architecture;

import java.util.List;

/**
 * A part of the tree and all that it may use, beside the JDK, JSpecify's annotations and itself.
 *
 * @param packages its packages, in ArchUnit's notation
 * @param ours our packages that it may use
 * @param libraries others' packages that it may use
 */
record Part(String packages, List<String> ours, List<String> libraries) {
    private static final String API = "io.msagent";
    private static final String BRIDGE = "io.msagent.bridge..";
    private static final String CORE = "io.msagent.core..";
    private static final String CALL = "io.msagent.core.call..";
    private static final String WIRE = "io.msagent.core.wire..";
    private static final String CONFIG = "io.msagent.core.config..";
    private static final String LOG = "io.msagent.core.log..";
    private static final String CONTEXT = "io.msagent.core.context..";
    private static final String METRICS = "io.msagent.core.metrics..";
    private static final String MICROMETER = "io.micrometer..";
    private static final String TOKEN = "io.msagent.core.token..";
    private static final String TLS = "io.msagent.core.tls..";
    private static final String REGISTRY = "io.msagent.core.registry..";
    private static final String PARTITION = "io.msagent.core.partition..";
    private static final String SERVER = "io.msagent.core.server..";
    private static final String LAUNCH = "io.msagent.core.launch..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String UNDERTOW = "io.undertow..";
    private static final String XNIO = "org.xnio..";

    // two doors of the JDK that its module jdk.unsupported keeps open: objects without a constructor call, and signals
    private static final String SERIALISATION = "sun.reflect..";
    private static final String SIGNALS = "sun.misc..";

    /** Every part there is. */
    static final List<Part> ALL = List.of(
            new Part(API, List.of(), List.of()),
            new Part(BRIDGE, List.of(), List.of()),
            // a module may use at most this
            new Part(
                    CORE,
                    List.of(API),
                    List.of(
                            JACKSON,
                            UNDERTOW,
                            XNIO,
                            "org.apache.hc..",
                            "dev.failsafe..",
                            "org.HdrHistogram..",
                            MICROMETER,
                            "org.slf4j..",
                            "org.jboss.logging..",
                            SERIALISATION)),
            new Part(
                    "io.msagent.instrument..",
                    List.of(CORE, BRIDGE),
                    List.of("net.bytebuddy..", "org.objectweb.asm..")),
            // the root of ms-agent.jar, where nothing is but JDK, bridge and api
            new Part("io.msagent.agent..", List.of(BRIDGE), List.of()),
            new Part(
                    "io.msagent.registry.consul..",
                    List.of(CORE),
                    List.of(
                            JACKSON,
                            UNDERTOW,
                            XNIO,
                            "com.orbitz..",
                            "com.google.common..",
                            "okhttp3..",
                            "retrofit2..")),
            new Part(
                    "io.msagent.stateful..",
                    List.of(API, CORE),
                    List.of(JACKSON, "org.h2..", "org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb..")),
            new Part(
                    "io.msagent.orchestrator..",
                    List.of(CORE),
                    List.of(JACKSON, UNDERTOW, XNIO, "picocli..", SIGNALS, "com.sun.management..")),
            // for tests of applications, with what it carries along
            new Part(
                    "io.msagent.testing..",
                    List.of("io.msagent.orchestrator..", REGISTRY),
                    List.of("org.junit..", "org.opentest4j..")),
            new Part("io.msagent.demo..", List.of(), List.of(JACKSON, "picocli..")),
            new Part("shop..", List.of(API), List.of()),
            // and within core: the words at the bottom, the two sides apart, the runtime on top
            new Part(CALL, List.of(), List.of()),
            new Part(PARTITION, List.of(), List.of()),
            new Part(LOG, List.of(CALL), List.of("org.slf4j..", "org.jboss.logging..")),
            new Part(CONFIG, List.of(LOG), List.of()),
            new Part(CONTEXT, List.of(API, CALL, CONFIG, LOG), List.of()),
            new Part("io.msagent.core.metrics", List.of(), List.of()),
            new Part("io.msagent.core.metrics.prometheus..", List.of(METRICS), List.of(MICROMETER)),
            new Part(TOKEN, List.of(), List.of()),
            new Part(LAUNCH, List.of(CALL, CONFIG), List.of(JACKSON)),
            new Part(TLS, List.of(CONFIG, LOG), List.of()),
            new Part(REGISTRY, List.of(CALL, LOG, TOKEN, TLS), List.of()),
            new Part(WIRE, List.of(API, CALL, LOG), List.of(JACKSON, SERIALISATION)),
            new Part(
                    "io.msagent.core.client..",
                    List.of(API, CALL, PARTITION, WIRE, CONFIG, CONTEXT, LOG, METRICS, TOKEN, TLS, REGISTRY, LAUNCH),
                    List.of(JACKSON, "org.apache.hc..", "dev.failsafe..", "org.HdrHistogram..")),
            new Part(
                    SERVER,
                    List.of(API, CALL, WIRE, CONFIG, CONTEXT, LOG, METRICS, TOKEN, TLS, REGISTRY),
                    List.of(JACKSON, UNDERTOW, XNIO, "org.HdrHistogram..")),
            new Part("io.msagent.core.stateful..", List.of(CALL, SERVER, CONFIG, METRICS, TOKEN, REGISTRY), List.of()),
            new Part("io.msagent.core.compare..", List.of(CALL, CONTEXT, WIRE, LOG, SERVER), List.of()));

    @Override
    public String toString() {
        return packages;
    }
}
