package io.msagent.instrument.weave;

import io.msagent.core.call.MethodKey;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Weaves one class at a time. Adds no member and computes no stack map frame anew, so it loads no class of the
 * application and its result fits a class that is loaded already. Immutable, safe for use by any thread.
 */
public final class Weaver {
    private final ByteBuddy byteBuddy = new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(Implementation.Context.Disabled.Factory.INSTANCE);
    private final ClassFileLocator advices = ClassFileLocator.ForClassLoader.of(Weaver.class.getClassLoader());
    private final Advice main = Advice.to(MainAdvice.class, advices);
    private final Advice birth = Advice.to(BirthAdvice.class, advices);

    /**
     * What to weave into one class.
     *
     * @param methods the methods whose calls may go out, and their numbers
     * @param mains name and descriptor of the method to weave as the program's {@code main}; empty for none
     * @param births whether its constructors announce new objects
     */
    public record Work(Map<MethodKey, Integer> methods, Set<String> mains, boolean births) {
        /** Copies the collections. */
        public Work {
            methods = Map.copyOf(methods);
            mains = Set.copyOf(mains);
        }

        /** Whether there is nothing to do. */
        public boolean isEmpty() {
            return methods.isEmpty() && mains.isEmpty() && !births;
        }
    }

    /** The class file with the work done. */
    public byte[] weave(TypeDescription type, ClassFileLocator locator, Work work) {
        DynamicType.Builder<?> builder = byteBuddy.decorate(type, locator);
        if (!work.methods().isEmpty()) {
            Advice call = Advice.withCustomMapping()
                    .bind(new MethodNumber.Mapping(work.methods()))
                    .to(CallAdvice.class, advices);
            builder = builder.visit(on(call, m -> work.methods().containsKey(MethodNumber.Mapping.key(m))));
        }
        if (!work.mains().isEmpty()) {
            builder = builder.visit(on(main, m -> work.mains().contains(m.getInternalName() + m.getDescriptor())));
        }
        if (work.births()) {
            builder = builder.visit(on(birth, ElementMatchers.isConstructor()));
        }
        try (DynamicType.Unloaded<?> woven = builder.make()) {
            return woven.getBytes();
        }
    }

    private static AsmVisitorWrapper on(
            Advice advice, ElementMatcher<? super MethodDescription.InDefinedShape> methods) {
        return new AsmVisitorWrapper.ForDeclaredMethods().invokable(each -> methods.matches(each.asDefined()), advice);
    }
}
