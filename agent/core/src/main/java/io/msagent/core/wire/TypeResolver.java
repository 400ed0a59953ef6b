package io.msagent.core.wire;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what reflection says of a generic type into a {@link TypeRef}. */
final class TypeResolver {
    /** {@code class Node<T> { Node<List<T>> next; }} has no end; past this depth arguments are taken as Object. */
    private static final int MAX_ARGUMENT_DEPTH = 12;

    /** Stands for a type variable while {@link #narrow} looks where the variable goes. */
    private static final class Hole {}

    private TypeResolver() {}

    /** The type, its variables replaced by what they are bound to, or else by their bounds. */
    static TypeRef resolve(Type type, Map<TypeVariable<?>, TypeRef> bindings) {
        if (type instanceof Class<?> c) {
            return c.isArray() ? TypeRef.arrayOf(resolve(c.getComponentType(), bindings)) : plain(c);
        }
        if (type instanceof GenericArrayType a) {
            return TypeRef.arrayOf(resolve(a.getGenericComponentType(), bindings));
        }
        if (type instanceof WildcardType w) {
            return resolve(w.getUpperBounds()[0], bindings);
        }
        if (type instanceof TypeVariable<?> v) {
            return variable(v, bindings);
        }
        if (type instanceof ParameterizedType p) {
            return parameterized(p, bindings);
        }
        throw new Misfit("type " + type.getTypeName() + " (expected: a class, array, variable or wildcard)");
    }

    /** A class without type arguments: its variables stand for their bounds. */
    static TypeRef plain(Class<?> c) {
        return new TypeRef(c, Map.of(), null);
    }

    private static TypeRef variable(TypeVariable<?> v, Map<TypeVariable<?>, TypeRef> bindings) {
        TypeRef bound = bindings.get(v);
        if (bound != null) {
            return bound;
        }
        // <T extends Comparable<T>>: inside its own bound the variable is just an Object
        Map<TypeVariable<?>, TypeRef> inner = new HashMap<>(bindings);
        inner.put(v, TypeRef.OBJECT);
        return resolve(v.getBounds()[0], inner);
    }

    private static TypeRef parameterized(ParameterizedType p, Map<TypeVariable<?>, TypeRef> bindings) {
        Class<?> raw = (Class<?>) p.getRawType();
        Map<TypeVariable<?>, TypeRef> own = new HashMap<>();
        if (p.getOwnerType() != null) {
            own.putAll(resolve(p.getOwnerType(), bindings).bindings());
        }
        TypeVariable<?>[] parameters = raw.getTypeParameters();
        Type[] arguments = p.getActualTypeArguments();
        for (int i = 0; i < parameters.length; i++) {
            // Box<?> says less than class Box<T extends Shape>
            Type argument = arguments[i];
            boolean open = argument instanceof WildcardType w && w.getUpperBounds()[0] == Object.class;
            own.put(parameters[i], open ? variable(parameters[i], Map.of()) : resolve(argument, bindings));
        }
        TypeRef resolved = new TypeRef(raw, own, null);
        return resolved.depth() > MAX_ARGUMENT_DEPTH ? plain(raw) : resolved;
    }

    /** The type as one of its supertypes, as {@code ArrayList<X>} as {@code Collection<X>}; null if it is none. */
    static @Nullable TypeRef as(TypeRef type, Class<?> supertype) {
        Class<?> raw = type.raw();
        if (raw == supertype) {
            return type;
        }
        if (!supertype.isAssignableFrom(raw)) {
            return null;
        }
        Type parent = raw.getGenericSuperclass();
        if (parent != null && supertype.isAssignableFrom(raw.getSuperclass())) {
            return as(resolve(parent, type.bindings()), supertype);
        }
        for (Type each : raw.getGenericInterfaces()) {
            TypeRef found = as(resolve(each, type.bindings()), supertype);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** What the type gives for a type parameter of one of its supertypes: the X of a {@code Collection<X>}. */
    static TypeRef argument(TypeRef type, Class<?> supertype, int index) {
        TypeRef view = as(type, supertype);
        TypeVariable<?> parameter = supertype.getTypeParameters()[index];
        return view == null ? TypeRef.OBJECT : variable(parameter, view.bindings());
    }

    /** A subclass of a declared type, with what the declaration says of its type arguments. */
    static TypeRef narrow(TypeRef declared, Class<?> subclass) {
        if (subclass == declared.raw()) {
            return declared;
        }
        if (subclass.isArray()) {
            return resolve(subclass, Map.of());
        }
        Map<TypeVariable<?>, TypeRef> holes = new HashMap<>();
        for (Class<?> c = subclass; c != null; c = c.getEnclosingClass()) {
            for (TypeVariable<?> v : c.getTypeParameters()) {
                holes.put(v, new TypeRef(Hole.class, Map.of(v, TypeRef.OBJECT), null));
            }
        }
        TypeRef view = holes.isEmpty() ? null : as(new TypeRef(subclass, holes, null), declared.raw());
        if (view == null) {
            return plain(subclass);
        }
        Map<TypeVariable<?>, TypeRef> filled = new HashMap<>();
        view.bindings().forEach((parameter, where) -> {
            TypeRef known = declared.bindings().get(parameter);
            if (where.raw() == Hole.class && known != null) {
                where.bindings().keySet().forEach(v -> filled.put(v, known));
            }
        });
        return new TypeRef(subclass, filled, null);
    }
}
