package io.msagent.core.wire;

import java.lang.reflect.TypeVariable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type without open ends: every type variable that matters is bound, wildcards stand for their bounds.
 *
 * @param raw the class
 * @param bindings what the type variables of the class and of the classes around it stand for
 * @param component an array's component, else null
 */
record TypeRef(
        Class<?> raw,
        Map<TypeVariable<?>, TypeRef> bindings,
        @Nullable TypeRef component) {
    static final TypeRef OBJECT = new TypeRef(Object.class, Map.of(), null);

    TypeRef {
        bindings = Map.copyOf(bindings);
    }

    static TypeRef arrayOf(TypeRef component) {
        return new TypeRef(component.raw().arrayType(), Map.of(), component);
    }

    /** How deep type arguments are nested. */
    int depth() {
        int deepest = component == null ? 0 : component.depth();
        for (TypeRef argument : bindings.values()) {
            deepest = Math.max(deepest, argument.depth());
        }
        return deepest + 1;
    }

    @Override
    public String toString() {
        return raw.getTypeName();
    }
}
