package io.msagent.core.wire;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JDK's maps that travel as themselves, and which of them others arrive as. */
final class MapKinds {
    private static final Map<Class<?>, Function<@Nullable Comparator<Object>, Map<@Nullable Object, @Nullable Object>>>
            MAKERS = new LinkedHashMap<>();

    static {
        // the first that fits is what a declared interface arrives as
        add(LinkedHashMap.class, LinkedHashMap::new);
        MAKERS.put(TreeMap.class, TreeMap::new);
        add(ConcurrentHashMap.class, ConcurrentHashMap::new);
        MAKERS.put(ConcurrentSkipListMap.class, ConcurrentSkipListMap::new);
        add(HashMap.class, HashMap::new);
        add(Hashtable.class, Hashtable::new);
        add(Properties.class, Properties::new);
    }

    private MapKinds() {}

    private static void add(Class<?> type, Supplier<Map<@Nullable Object, @Nullable Object>> maker) {
        MAKERS.put(type, order -> maker.get());
    }

    static boolean isMap(Class<?> type) {
        return Map.class.isAssignableFrom(type);
    }

    static boolean isKnown(Class<?> type) {
        return MAKERS.containsKey(type) || type == EnumMap.class;
    }

    /** The class of this name, if it is one of these. */
    static @Nullable Class<?> named(String name) {
        return Kinds.named(name, MAKERS.keySet(), EnumMap.class);
    }

    /** What values of a declared type arrive as if nothing else is said; null if there is nothing. */
    static @Nullable Class<?> defaultFor(Class<?> declared) {
        return isKnown(declared) ? declared : Kinds.first(declared, MAKERS.keySet());
    }

    /** The class as which a map of this class arrives at a place of that type. */
    static @Nullable Class<?> travelsAs(TypeRef declared, Class<?> type) {
        Class<?> usual = defaultFor(declared.raw());
        if (type == HashMap.class && usual == LinkedHashMap.class && isMap(declared.raw())) {
            return usual;
        }
        if (MAKERS.containsKey(type)) {
            return type;
        }
        if (type == EnumMap.class
                && TypeResolver.argument(declared, Map.class, 0).raw().isEnum()) {
            return EnumMap.class;
        }
        Class<?> like = LinkedHashMap.class;
        if (SortedMap.class.isAssignableFrom(type)) {
            like = TreeMap.class;
        } else if (ConcurrentMap.class.isAssignableFrom(type)) {
            like = ConcurrentHashMap.class;
        }
        return declared.raw().isAssignableFrom(like) ? like : usual;
    }

    /** The codec of one of these; null for any other type. */
    static @Nullable ContentsCodec codec(TypeRef type, CodecFactory factory) {
        return codec(type, factory, Map::put);
    }

    /** The same with another way to put an entry. */
    static @Nullable ContentsCodec codec(TypeRef type, CodecFactory factory, MapCodec.Putter putter) {
        TypeRef key = TypeResolver.argument(type, Map.class, 0);
        Function<@Nullable Comparator<Object>, Map<@Nullable Object, @Nullable Object>> maker =
                type.raw() == EnumMap.class ? enumMaps(key.raw()) : MAKERS.get(type.raw());
        if (maker == null) {
            return null;
        }
        Slot value = factory.slot(TypeResolver.argument(type, Map.class, 1));
        boolean stringKeys = key.raw() == String.class;
        return new MapCodec(type.raw(), stringKeys, factory.slot(key), value, factory.comparators(), maker, putter);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Function<@Nullable Comparator<Object>, Map<@Nullable Object, @Nullable Object>> enumMaps(
            Class<?> key) {
        if (!key.isEnum()) {
            throw new Misfit("an EnumMap of " + key.getTypeName() + " (expected: EnumMap<K, V> with one enum as K)");
        }
        return order -> (Map<@Nullable Object, @Nullable Object>) new EnumMap((Class) key);
    }
}
