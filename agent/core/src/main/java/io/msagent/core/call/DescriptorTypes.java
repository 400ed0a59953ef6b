package io.msagent.core.call;

import java.util.ArrayList;
import java.util.List;

/** Reads JVM descriptors without loading the classes they name. */
final class DescriptorTypes {
    private DescriptorTypes() {}

    /** The parameter types' names in source form, arrays with {@code []}. */
    static List<String> parameters(String descriptor) {
        List<String> types = new ArrayList<>();
        int i = 1;
        while (descriptor.charAt(i) != ')') {
            int dimensions = 0;
            while (descriptor.charAt(i) == '[') {
                dimensions++;
                i++;
            }
            String type;
            if (descriptor.charAt(i) == 'L') {
                int end = descriptor.indexOf(';', i);
                type = descriptor.substring(i + 1, end).replace('/', '.');
                i = end + 1;
            } else {
                type = primitive(descriptor.charAt(i));
                i++;
            }
            types.add(type + "[]".repeat(dimensions));
        }
        return types;
    }

    private static String primitive(char code) {
        return switch (code) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            case 'D' -> "double";
            default -> throw new IllegalArgumentException("descriptor type: " + code + " (expected: one of ZBCSIJFD)");
        };
    }
}
