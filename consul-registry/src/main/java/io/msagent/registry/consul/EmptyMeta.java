package io.msagent.registry.consul;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** Annotates Orbitz's registration from outside: its mapper leaves empty strings out, and empty meta values with them. */
interface EmptyMeta {
    @JsonInclude(content = JsonInclude.Include.ALWAYS)
    Map<String, String> getMeta();
}
