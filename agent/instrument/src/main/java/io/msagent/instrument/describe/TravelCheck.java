package io.msagent.instrument.describe;

import io.msagent.instrument.match.JdkNames;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * Says before any value exists which types certainly cannot travel. In doubt a type may: the codec has the last word when
 * it sees the value.
 */
final class TravelCheck {
    private static final int MAX_TYPES = 200;

    private final Travel travel;

    TravelCheck(Travel travel) {
        this.travel = travel;
    }

    /** Looks at the type, its components and its type arguments, but at no fields: those may well be null. */
    @Nullable
    String whyNot(TypeDescription.Generic type) {
        return switch (type.getSort()) {
            case VARIABLE, VARIABLE_SYMBOLIC -> null;
            case WILDCARD -> whyNot(type.getUpperBounds().getOnly());
            case GENERIC_ARRAY -> whyNot(java.util.Objects.requireNonNull(type.getComponentType()));
            case NON_GENERIC -> ofPlatform(type.asErasure());
            case PARAMETERIZED -> {
                String why = ofPlatform(type.asErasure());
                for (TypeDescription.Generic each : type.getTypeArguments()) {
                    why = why == null ? whyNot(each) : why;
                }
                yield why;
            }
        };
    }

    /** Looks at all fields of a class whose objects are to travel, and on into the classes of the application. */
    @Nullable
    String whyNotFieldsOf(TypeDescription type) {
        return fields(type, new HashSet<>(), false);
    }

    /** The same of a class whose objects a constructor makes, which fills what is transient. */
    @Nullable
    String whyNotStateOf(TypeDescription type) {
        return fields(type, new HashSet<>(), true);
    }

    private @Nullable String ofPlatform(TypeDescription type) {
        TypeDescription element = type;
        while (element.isArray()) {
            element = java.util.Objects.requireNonNull(element.getComponentType());
        }
        return element.isPrimitive() || !JdkNames.binary(element.getName()) ? null : travel.whyNot(element.getName());
    }

    private @Nullable String fields(TypeDescription type, Set<String> seen, boolean butTransient) {
        if (seen.size() > MAX_TYPES || !seen.add(type.getName())) {
            return null;
        }
        for (TypeDefinition each = type; each != null; each = superclass(each)) {
            if (each != type && JdkNames.binary(each.getTypeName())) {
                String why = each.represents(Object.class)
                        ? null
                        : travel.whyNot(each.asErasure().getName());
                return why == null ? null : "it extends " + each.getTypeName() + ": " + why;
            }
            Optional<List<FieldDescription>> fields = Types.fields(each);
            if (fields.isEmpty()) {
                return "class " + each.getTypeName() + " cannot be read";
            }
            for (FieldDescription field : fields.get()) {
                boolean kept = !field.isStatic() && !(butTransient && field.isTransient());
                String why = kept ? field(field.getType(), seen) : null;
                if (why != null) {
                    return "field " + field.getName() + " of "
                            + each.asErasure().getName() + ": " + why;
                }
            }
        }
        return null;
    }

    private @Nullable String field(TypeDescription.Generic type, Set<String> seen) {
        String why = whyNot(type);
        TypeDescription erasure = type.asErasure();
        if (why != null || type.isPrimitive() || type.isArray() || JdkNames.binary(erasure.getName())) {
            return why;
        }
        // of a general type nobody knows what it will hold
        boolean general = Types.lookUp(() -> erasure.isInterface() || erasure.isAbstract() || erasure.isEnum())
                .orElse(true);
        return general ? null : fields(erasure, seen, false);
    }

    private static @Nullable TypeDefinition superclass(TypeDefinition type) {
        return Types.lookUp(type::getSuperClass).orElse(null);
    }
}
