package io.msagent.core.call;

import java.util.stream.Collectors;

/**
 * One method of one class, overloads told apart.
 *
 * @param className binary name of the declaring class, as {@code com.acme.Pricing$Rules}
 * @param name the method's name
 * @param descriptor its JVM descriptor, as {@code (ILjava/lang/String;)V}
 */
public record MethodKey(String className, String name, String descriptor) {

    /** Name and erased parameter types, as {@code quote(int,java.lang.String[])}: how the wire names the method. */
    public String signature() {
        return name + DescriptorTypes.parameters(descriptor).stream().collect(Collectors.joining(",", "(", ")"));
    }

    @Override
    public String toString() {
        return className + "#" + signature();
    }
}
