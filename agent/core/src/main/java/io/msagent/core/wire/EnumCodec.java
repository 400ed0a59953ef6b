package io.msagent.core.wire;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum's constants by their names. */
final class EnumCodec extends ValueCodec {
    private final Class<?> type;
    /** Filled at first use: asking for the constants initialises the class. */
    private volatile @Nullable Map<String, Object> constants;

    EnumCodec(Class<?> type) {
        this.type = type;
    }

    @Override
    void write(Object value, WireWriter out) throws IOException {
        out.json.writeString(((Enum<?>) value).name());
    }

    @Override
    Object read(WireReader in) throws IOException {
        Object constant = constants().get(in.string(expected()));
        if (constant == null) {
            throw in.found(
                    "one of " + WireReader.shorten(String.join(", ", constants().keySet())) + " of " + type.getName());
        }
        return constant;
    }

    private Map<String, Object> constants() {
        Map<String, Object> known = constants;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Object constant : type.getEnumConstants()) {
                known.put(((Enum<?>) constant).name(), constant);
            }
            constants = known;
        }
        return known;
    }

    @Override
    String expected() {
        return type.getName();
    }
}
