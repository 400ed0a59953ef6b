package io.msagent.core.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JDK's collections that travel as themselves, and which of them others arrive as. */
final class CollectionKinds {
    private static final Map<Class<?>, Function<@Nullable Comparator<Object>, Collection<@Nullable Object>>> MAKERS =
            new LinkedHashMap<>();

    static {
        // the first that fits is what a declared interface arrives as
        add(ArrayList.class, ArrayList::new);
        add(LinkedHashSet.class, LinkedHashSet::new);
        MAKERS.put(TreeSet.class, TreeSet::new);
        add(ArrayDeque.class, ArrayDeque::new);
        add(LinkedList.class, LinkedList::new);
        add(ConcurrentLinkedQueue.class, ConcurrentLinkedQueue::new);
        MAKERS.put(PriorityQueue.class, order -> order == null ? new PriorityQueue<>() : new PriorityQueue<>(order));
        add(HashSet.class, HashSet::new);
        add(Vector.class, Vector::new);
        add(Stack.class, Stack::new);
        add(CopyOnWriteArrayList.class, CopyOnWriteArrayList::new);
        add(CopyOnWriteArraySet.class, CopyOnWriteArraySet::new);
        MAKERS.put(ConcurrentSkipListSet.class, ConcurrentSkipListSet::new);
        add(ConcurrentLinkedDeque.class, ConcurrentLinkedDeque::new);
    }

    private CollectionKinds() {}

    private static void add(Class<?> type, Supplier<Collection<@Nullable Object>> maker) {
        MAKERS.put(type, order -> maker.get());
    }

    static boolean isCollection(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || type == Iterable.class;
    }

    static boolean isKnown(Class<?> type) {
        return MAKERS.containsKey(type) || type == EnumSet.class;
    }

    /** The class of this name, if it is one of these. */
    static @Nullable Class<?> named(String name) {
        return Kinds.named(name, MAKERS.keySet(), EnumSet.class);
    }

    /** What values of a declared type arrive as if nothing else is said; null if there is nothing. */
    static @Nullable Class<?> defaultFor(Class<?> declared) {
        return isKnown(declared) ? declared : Kinds.first(declared, MAKERS.keySet());
    }

    /** The class as which a collection of this class arrives at a place of that type. */
    static @Nullable Class<?> travelsAs(TypeRef declared, Class<?> type) {
        Class<?> usual = defaultFor(declared.raw());
        if (type == HashSet.class && usual == LinkedHashSet.class) {
            return usual;
        }
        if (MAKERS.containsKey(type)) {
            return type;
        }
        if (EnumSet.class.isAssignableFrom(type)
                && TypeResolver.argument(declared, Iterable.class, 0).raw().isEnum()) {
            return EnumSet.class;
        }
        Class<?> like = like(type);
        return declared.raw().isAssignableFrom(like) ? like : usual;
    }

    private static Class<?> like(Class<?> type) {
        if (SortedSet.class.isAssignableFrom(type)) {
            return TreeSet.class;
        }
        if (Set.class.isAssignableFrom(type)) {
            return LinkedHashSet.class;
        }
        boolean queue = Queue.class.isAssignableFrom(type) || Deque.class.isAssignableFrom(type);
        return queue && !List.class.isAssignableFrom(type) ? ArrayDeque.class : ArrayList.class;
    }

    /** The codec of one of these; null for any other type. */
    static @Nullable ContentsCodec codec(TypeRef type, CodecFactory factory) {
        return codec(type, factory, Collection::add);
    }

    /** The same with another way to add an element. */
    static @Nullable ContentsCodec codec(
            TypeRef type, CodecFactory factory, BiPredicate<Collection<@Nullable Object>, @Nullable Object> adder) {
        TypeRef element = TypeResolver.argument(type, Iterable.class, 0);
        Function<@Nullable Comparator<Object>, Collection<@Nullable Object>> maker =
                type.raw() == EnumSet.class ? enumSets(element.raw()) : MAKERS.get(type.raw());
        return maker == null
                ? null
                : new CollectionCodec(type.raw(), factory.slot(element), factory.comparators(), maker, adder);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Function<@Nullable Comparator<Object>, Collection<@Nullable Object>> enumSets(Class<?> element) {
        if (!element.isEnum()) {
            throw new Misfit("an EnumSet of " + element.getTypeName() + " (expected: EnumSet<E> of one enum)");
        }
        return order -> (Collection<@Nullable Object>) EnumSet.noneOf((Class) element);
    }
}
