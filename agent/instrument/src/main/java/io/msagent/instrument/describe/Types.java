package io.msagent.instrument.describe;

import io.msagent.instrument.match.ClassBytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/** Byte Buddy's view of class files. Everything is read as it is asked for; a supertype may turn out to be missing. */
public final class Types {
    private Types() {}

    /** Where Byte Buddy finds the class of this binary name, whose bytes are given, and all that it refers to. */
    public static ClassFileLocator locator(String className, byte[] bytes, ClassBytes source) {
        return new ClassFileLocator.Compound(ClassFileLocator.Simple.of(className, bytes), new Located(source));
    }

    /** The description of one class. */
    public static TypeDescription describe(String className, ClassFileLocator locator) {
        TypePool pool =
                new TypePool.Default(new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST);
        return pool.describe(className).resolve();
    }

    /** What the lookup gives, or nothing if a type on the way is missing or unreadable. */
    static <T> Optional<T> lookUp(Supplier<? extends T> lookup) {
        try {
            return Optional.ofNullable(lookup.get());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** The fields a type declares itself, or nothing if it cannot be read. */
    static Optional<List<FieldDescription>> fields(TypeDefinition type) {
        return lookUp(() -> List.copyOf(type.getDeclaredFields()));
    }

    private record Located(ClassBytes source) implements ClassFileLocator {
        private static final ClassBytes OWN = ClassBytes.of(Types.class.getClassLoader());

        @Override
        public Resolution locate(String name) {
            byte[] bytes = source.find(name.replace('.', '/'));
            if (bytes == null && name.startsWith(Mark.ANNOTATION)) {
                // the application may not see the annotation, or leave its class out
                bytes = OWN.find(name.replace('.', '/'));
            }
            return bytes == null ? new Resolution.Illegal(name) : new Resolution.Explicit(bytes);
        }

        @Override
        public void close() {}
    }
}
