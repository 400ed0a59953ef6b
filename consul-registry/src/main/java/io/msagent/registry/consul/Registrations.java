package io.msagent.registry.consul;

import com.orbitz.consul.model.State;
import com.orbitz.consul.model.agent.ImmutableRegCheck;
import com.orbitz.consul.model.agent.ImmutableRegistration;
import io.msagent.core.registry.Registration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A registration in Consul's terms. */
final class Registrations {
    /** Consul's limit for a value of a service's meta, in bytes of UTF-8. */
    private static final int META_BYTES = 512;

    private Registrations() {}

    /** The id that Consul gives to the one check that is registered with a service. */
    static String checkId(String instanceId) {
        return "service:" + instanceId;
    }

    static ImmutableRegistration of(Registration registration, State initial) {
        return ImmutableRegistration.builder()
                .id(registration.id())
                .name(registration.service())
                .address(registration.host())
                .port(registration.port())
                .tags(registration.tags())
                .meta(cut(registration.meta()))
                .check(ImmutableRegCheck.builder()
                        .ttl(duration(registration.ttl()))
                        .deregisterCriticalServiceAfter(duration(registration.deregisterAfter()))
                        .status(initial.getName())
                        .build())
                .build();
    }

    /** Go's form of a duration. */
    static String duration(Duration duration) {
        return duration.toMillis() + "ms";
    }

    private static Map<String, String> cut(Map<String, String> meta) {
        return meta.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> cut(e.getValue(), META_BYTES)));
    }

    /** As much of the text as has room, never half a character. */
    static String cut(String text, int bytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            String character = Character.toString(text.codePointAt(i));
            used += character.getBytes(StandardCharsets.UTF_8).length;
            if (used > bytes) {
                break;
            }
            out.append(character);
            i += character.length();
        }
        return out.toString();
    }
}
