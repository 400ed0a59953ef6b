package io.msagent.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the agent counted for one method, as it stands in {@code stats.file}.
 *
 * @param service the service's name
 * @param method class, name and parameter types
 * @param calls calls made by this process
 * @param remote those answered by a provider
 * @param local those whose body ran in the caller after all
 * @param failed those that ended in a failure of the machinery
 * @param threw those whose body threw
 * @param retries attempts beyond the first
 * @param p50Micros median time of a call, in microseconds
 * @param p99Micros time that 99 % of the calls did not exceed, in microseconds
 * @param maxMicros longest call, in microseconds
 * @param instances the instances that answered
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MethodStats(
        String service,
        String method,
        long calls,
        long remote,
        long local,
        long failed,
        long threw,
        long retries,
        long p50Micros,
        long p99Micros,
        long maxMicros,
        List<String> instances) {

    /** Reads what the agent wrote at the caller's end. */
    static List<MethodStats> read(Path file) throws IOException, DemoException {
        if (!Files.exists(file)) {
            throw new DemoException(
                    "stats.file: " + file + " was not written (expected: by the agent, at the shop's end)");
        }
        return new ObjectMapper().readValue(file.toFile(), File.class).methods();
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record File(List<MethodStats> methods) {}
}
