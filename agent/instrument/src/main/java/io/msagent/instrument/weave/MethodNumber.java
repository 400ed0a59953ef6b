package io.msagent.instrument.weave;

import io.msagent.core.call.MethodKey;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;

/** The advice's parameter that becomes the woven method's number, a constant in the code. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@interface MethodNumber {

    /** Puts the number in. */
    record Mapping(Map<MethodKey, Integer> numbers) implements Advice.OffsetMapping.Factory<MethodNumber> {
        @Override
        public Class<MethodNumber> getAnnotationType() {
            return MethodNumber.class;
        }

        @Override
        public Advice.OffsetMapping make(
                ParameterDescription.InDefinedShape target,
                AnnotationDescription.Loadable<MethodNumber> annotation,
                AdviceType adviceType) {
            return (type, method, assigner, arguments, sort) -> Advice.OffsetMapping.Target.ForStackManipulation.of(
                    Objects.requireNonNull(numbers.get(key(method.asDefined())), method::toString));
        }

        /** The method as the agent names it. */
        static MethodKey key(MethodDescription.InDefinedShape method) {
            return new MethodKey(method.getDeclaringType().getName(), method.getInternalName(), method.getDescriptor());
        }
    }
}
