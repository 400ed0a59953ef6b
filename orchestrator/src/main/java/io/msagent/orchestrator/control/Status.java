package io.msagent.orchestrator.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people see. Times are ISO 8601, durations too, rates are over the orchestrator's window; a number that is not known
 * is null.
 *
 * @param registryTrouble what is wrong with the registry, so that the rest may be old; empty if all is well
 * @param leads whether the orchestrator that says this leads
 * @param supervises whether it starts and ends the processes of its host
 * @param orchestrators all that are registered, itself among them, by id
 * @param hosts by name
 * @param services by name
 * @param instances by service and id; dead and retired ones for ten minutes
 */
public record Status(
        String registryTrouble,
        boolean leads,
        boolean supervises,
        List<Peer> orchestrators,
        List<Host> hosts,
        List<Service> services,
        List<Provider> instances) {

    /**
     * An orchestrator.
     *
     * @param admin base URL of its admin address
     * @param status what the registry says of its beat, in lower case, as {@code passing} or {@code critical}
     */
    public record Peer(
            String id,
            String host,
            long pid,
            String admin,
            boolean leads,
            boolean supervises,
            String status,
            String started) {}

    /**
     * A machine.
     *
     * @param memoryTotal bytes
     * @param memoryAvailable bytes
     * @param instances how many run there
     * @param supervisor id of the orchestrator that starts and ends its processes; empty if none does now
     */
    public record Host(
            String name,
            int cores,
            long memoryTotal,
            long memoryAvailable,
            boolean draining,
            int instances,
            String supervisor) {}

    /**
     * A service.
     *
     * @param digest digest of the code that is started; empty if nobody has asked for the service yet
     * @param stateful whether its instances keep state of their own between calls
     * @param state where: memory, durable or external; empty if it is not stateful, or no instance has said so
     * @param desired instances it shall have now
     * @param min instances it has at least
     * @param max instances it has at most
     * @param idle after so long without a call it is scaled to zero; {@code never}, or a duration
     * @param serving instances that serve
     * @param utilisation mean of its serving instances', 0 to 1
     * @param p50Micros median of the time of its bodies, of the slowest instance
     * @param p99Micros 99th percentile of the same, of the slowest instance
     * @param restarting whether its instances are being replaced one by one
     * @param trouble why it is not as wanted; empty if all is well
     */
    public record Service(
            String name,
            String digest,
            boolean stateful,
            String state,
            int desired,
            int min,
            int max,
            String idle,
            int serving,
            @Nullable Double utilisation,
            double callsPerSecond,
            @Nullable Long p50Micros,
            @Nullable Long p99Micros,
            boolean restarting,
            String trouble) {}

    /**
     * An instance.
     *
     * @param pid process id; 0 if not known
     * @param state starting, quarantined, serving, congested, quiescing, dead or retired
     * @param reason why it is in that state; empty if the state says it all
     * @param since when it came into that state
     * @param address host and port; empty before it is registered
     * @param utilisation share of its workers' time spent in bodies, 0 to 1
     * @param running bodies that run now
     * @param capacity bodies that can run at the same time
     * @param queued calls that wait for a worker now
     * @param started start of its process; empty if not known
     * @param orchestrator id of the orchestrator that decided its start; empty if none did
     * @param log its log file on its host; empty if it was started by hand
     * @param stateful what it keeps; null if it keeps nothing, or has not said it
     */
    public record Provider(
            String id,
            String service,
            String host,
            long pid,
            String state,
            String reason,
            String since,
            String address,
            @Nullable Double utilisation,
            @Nullable Integer running,
            @Nullable Integer capacity,
            @Nullable Integer queued,
            @Nullable Long p99Micros,
            String started,
            String orchestrator,
            String digest,
            String log,
            @Nullable Stateful stateful) {}

    /**
     * What an instance of a stateful service keeps.
     *
     * @param partitions partitions of the service's keys that it owns
     * @param keys keys whose state it has in memory
     * @param waiting calls that wait for their turn
     * @param open transactions that are open
     * @param transactions ids of the oldest of them, at most 20
     * @param quiescing whether it is on its way out
     */
    public record Stateful(
            int partitions, int keys, int waiting, int open, List<String> transactions, boolean quiescing) {}
}
