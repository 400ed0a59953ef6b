package io.msagent.it.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which package of this project uses which, by the compiled classes. */
final class PackageGraph {
    private final SortedMap<String, SortedSet<String>> edges = new TreeMap<>();

    PackageGraph(JavaClasses classes) {
        for (JavaClass type : classes) {
            SortedSet<String> used = edges.computeIfAbsent(type.getPackageName(), p -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (isOurs(target) && !target.equals(type.getPackageName())) {
                    used.add(target);
                }
            }
        }
    }

    private static boolean isOurs(String packageName) {
        return packageName.equals("io.msagent") || packageName.startsWith("io.msagent.") || packageName.equals("shop");
    }

    /** As a table: a line for each package. */
    String table() {
        StringBuilder text = new StringBuilder("| Package | uses |\n|---|---|\n");
        for (Map.Entry<String, SortedSet<String>> entry : edges.entrySet()) {
            String used = entry.getValue().isEmpty() ? "" : "`" + String.join("`, `", entry.getValue()) + "`";
            text.append("| `")
                    .append(entry.getKey())
                    .append("` | ")
                    .append(used)
                    .append(" |\n");
        }
        return text.toString();
    }

    /** As a mermaid diagram of the packages under a prefix, named without it. */
    String mermaid(String prefix) {
        StringBuilder text = new StringBuilder("```mermaid\ngraph TD\n");
        edges.forEach((from, used) -> {
            if (from.startsWith(prefix)) {
                used.stream()
                        .filter(to -> to.startsWith(prefix))
                        .forEach(to -> text.append("  ")
                                .append(from.substring(prefix.length()))
                                .append(" --> ")
                                .append(to.substring(prefix.length()))
                                .append('\n'));
            }
        });
        return text.append("```\n").toString();
    }
}
