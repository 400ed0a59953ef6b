package io.msagent.registry.consul;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Annotates Orbitz's operation of a transaction from outside: it takes a value as text and would store its UTF-8, which is
 * not every sequence of bytes. With this, each character stands for a byte.
 */
interface EveryByte {
    @JsonSerialize(using = Characters.class)
    Optional<String> value();

    /** Writes the characters as bytes in base64. */
    final class Characters extends JsonSerializer<Optional<String>> {
        @Override
        public void serialize(Optional<String> value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeBinary(value.orElse("").getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Optional<String> value) {
            return value.isEmpty();
        }
    }
}
