package io.msagent.core.stateful;

import io.msagent.core.config.Settings;
import io.msagent.core.metrics.Meters;
import io.msagent.core.registry.Registry;
import io.msagent.core.token.ClusterToken;
import org.jspecify.annotations.Nullable;

/**
 * What the provider lends.
 *
 * @param settings the process's
 * @param token the cluster's
 * @param registry for leases and instances; null: this process is all there is (loopback), and owns everything
 * @param peers other instances
 * @param meters for what is measured
 */
public record StatefulHost(
        Settings settings, ClusterToken token, @Nullable Registry registry, Peers peers, Meters meters) {}
