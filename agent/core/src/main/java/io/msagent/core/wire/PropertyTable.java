package io.msagent.core.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The properties of one class, to be found by name; most values give them in the order they stand in here. */
final class PropertyTable {
    private final List<Property> properties;
    private final Map<String, Integer> indexes = new HashMap<>();

    PropertyTable(List<Property> properties) {
        this.properties = new ArrayList<>(properties);
        for (int i = 0; i < properties.size(); i++) {
            indexes.put(properties.get(i).name(), i);
        }
    }

    int size() {
        return properties.size();
    }

    Property get(int index) {
        return properties.get(index);
    }

    /**
     * Finds the property that the current token names and marks it as seen.
     *
     * @param likely where it probably is
     */
    int find(WireReader in, int likely, boolean[] seen) throws IOException {
        String name = in.json.currentName();
        int index = likely < properties.size() && properties.get(likely).name().equals(name)
                ? likely
                : indexes.getOrDefault(name, -1);
        if (index < 0) {
            String known = properties.stream().map(Property::name).collect(Collectors.joining(", "));
            throw new Misfit("found unknown property \"" + WireReader.shorten(name) + "\" (expected: "
                    + (known.isEmpty() ? "none" : "of " + known) + ")");
        }
        if (seen[index]) {
            throw new Misfit("found twice (expected: once)").in("." + name);
        }
        seen[index] = true;
        return index;
    }
}
