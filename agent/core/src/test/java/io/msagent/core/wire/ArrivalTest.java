package io.msagent.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.wire.Samples.Basket;
import io.msagent.core.wire.Samples.Chain;
import io.msagent.core.wire.Samples.Circle;
import io.msagent.core.wire.Samples.Derived;
import io.msagent.core.wire.Samples.Item;
import io.msagent.core.wire.Samples.Point;
import io.msagent.core.wire.Samples.Registry;
import io.msagent.core.wire.Samples.Shape;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values that arrive as something else than they were, or that equals cannot judge. */
class ArrivalTest {
    @SuppressWarnings("unused")
    interface Signatures {
        void list(List<Integer> v);

        void collection(Collection<Integer> v);

        void iterable(Iterable<Integer> v);

        void set(Set<Integer> v);

        void map(Map<String, Integer> v);

        void sortedMap(SortedMap<String, Integer> v);

        void deque(Deque<Integer> v);

        void queue(Queue<Integer> v);

        void entry(Map.Entry<String, Integer> v);

        void chain(Chain<Item> v);

        void basket(Basket v);

        void registry(Registry v);

        void derived(Derived v);

        void anything(Object v);

        void builder(StringBuilder v);

        void counter(AtomicInteger v);

        void flag(AtomicBoolean v);

        void reference(AtomicReference<Shape> v);

        void pattern(Pattern v);

        void properties(Properties v);

        void shape(Shape v);
    }

    private static Object sent(String signature, Object value) {
        return Wires.sent(Wires.codec(Signatures.class, signature), value);
    }

    @Test
    void listsThatNobodyCanMakeTravelAsTheirContents() {
        for (List<Integer> list : List.of(
                List.of(1, 2),
                Arrays.asList(1, 2),
                Collections.unmodifiableList(new ArrayList<>(List.of(1, 2))),
                new ArrayList<>(List.of(0, 1, 2)).subList(1, 3),
                IntStream.of(1, 2).boxed().toList(),
                Collections.synchronizedList(new ArrayList<>(List.of(1, 2))))) {
            assertThat(sent("list", list)).isEqualTo(list).isExactlyInstanceOf(ArrayList.class);
            assertThat(sent("collection", list)).isEqualTo(list);
            assertThat(sent("iterable", list)).isEqualTo(list);
        }
        assertThat(sent("list", Collections.singletonList(null))).isEqualTo(Collections.singletonList(null));
        assertThat(sent("list", Collections.emptyList())).isEqualTo(List.of());
    }

    @Test
    void setsAndMapsKeepTheirOrder() {
        assertThat((Set<?>) sent("set", Set.of(7))).isExactlyInstanceOf(LinkedHashSet.class);
        assertThat((Set<?>) sent("set", new HashSet<>(List.of(1, 2)))).isExactlyInstanceOf(LinkedHashSet.class);
        assertThat(sent("map", Map.of("a", 1))).isEqualTo(Map.of("a", 1)).isExactlyInstanceOf(LinkedHashMap.class);
        assertThat(sent("map", new HashMap<>(Map.of("a", 1)))).isExactlyInstanceOf(LinkedHashMap.class);
        assertThat(sent("collection", Map.of("a", 1, "b", 2).values())).isExactlyInstanceOf(ArrayList.class);
        assertThat(sent("set", new TreeMap<>(Map.of(2, 1)).keySet())).isEqualTo(Set.of(2));
        assertThat(sent("sortedMap", Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("b", 1)))))
                .isEqualTo(Map.of("b", 1))
                .isExactlyInstanceOf(TreeMap.class);
        assertThat(sent("map", new ConcurrentHashMap<>(Map.of("b", 1)))).isExactlyInstanceOf(ConcurrentHashMap.class);
    }

    @Test
    void queuesKeepTheirOrder() {
        assertThat((Deque<?>) sent("deque", new ArrayDeque<>(List.of(3, 1))))
                .isExactlyInstanceOf(ArrayDeque.class)
                .hasToString("[3, 1]");
        PriorityQueue<Integer> queue = new PriorityQueue<>(Collections.reverseOrder());
        queue.addAll(List.of(1, 3, 2));
        Queue<?> arrived = (Queue<?>) sent("queue", queue);
        assertThat(arrived.poll()).isEqualTo(3);
        assertThat(arrived.poll()).isEqualTo(2);
    }

    @Test
    void entriesOfMapsArriveAsEntries() {
        assertThat(sent("entry", Map.entry("k", 1))).isEqualTo(Map.entry("k", 1));
        assertThat(sent(
                        "entry",
                        new HashMap<>(Map.of("k", 1)).entrySet().iterator().next()))
                .isEqualTo(Map.entry("k", 1));
    }

    /** A class of the application's that is a List, behind a declared List. */
    static final class Squares extends AbstractList<Integer> {
        @Override
        public Integer get(int index) {
            return index * index;
        }

        @Override
        public int size() {
            return 3;
        }
    }

    @Test
    void aLibrarysListTravelsAsItsContentsOrIfAllowedAsItself() {
        assertThat(sent("list", new Squares())).isEqualTo(List.of(0, 1, 4)).isExactlyInstanceOf(ArrayList.class);
        MethodCodec allowing = Wires.codec(Signatures.class, "list", Squares.class.getName());
        assertThat(Wires.sent(allowing, new Squares())).isExactlyInstanceOf(Squares.class);
    }

    @Test
    void innerObjectsKeepTheOneAroundThem() {
        List<Item> items = List.of(new Item("a", 1), new Item("b", 2));
        Chain<?> arrived = (Chain<?>) sent("chain", Chain.of(items));
        assertThat(arrived.values()).isEqualTo(items);
    }

    @Test
    void aSubclassOfACollectionKeepsFieldsAndContents() {
        Basket basket = new Basket();
        basket.owner = "me";
        basket.add(new Point(1, 2));
        basket.add(null);
        Basket arrived = (Basket) sent("basket", basket);
        assertThat(arrived).isEqualTo(basket);
        assertThat(arrived.owner).isEqualTo("me");
        assertThat(arrived.adds()).as("its own add did not run").isEqualTo(2);

        Registry registry = new Registry();
        registry.limit = 2;
        registry.put("a", new Point(1, 1));
        registry.put("b", new Point(2, 2));
        Registry other = (Registry) sent("registry", registry);
        other.put("c", new Point(3, 3));
        assertThat(other).containsOnlyKeys("b", "c");
    }

    @Test
    void transientFieldsStayBehindAndLocksAreMadeAnew() {
        Derived arrived = (Derived) sent("derived", new Derived("b", "o", null, 1));
        assertThat(arrived.cache()).isNull();
        assertThat(arrived.hasLock()).isTrue();
    }

    @Test
    void mutableHoldersArriveWithTheirContents() {
        assertThat(sent("builder", new StringBuilder("ab"))).hasToString("ab");
        assertThat(((AtomicInteger) sent("counter", new AtomicInteger(-3))).get())
                .isEqualTo(-3);
        assertThat(((AtomicBoolean) sent("flag", new AtomicBoolean(true))).get())
                .isTrue();
        assertThat(((AtomicReference<?>) sent("reference", new AtomicReference<>(new Circle(1)))).get())
                .isEqualTo(new Circle(1));
        assertThat(((AtomicReference<?>) sent("reference", new AtomicReference<>())).get())
                .isNull();
        Pattern pattern =
                (Pattern) sent("pattern", Pattern.compile("/a+/", Pattern.CASE_INSENSITIVE | Pattern.COMMENTS));
        assertThat(pattern.pattern()).isEqualTo("/a+/");
        assertThat(pattern.flags()).isEqualTo(Pattern.CASE_INSENSITIVE | Pattern.COMMENTS);
        assertThat(sent("pattern", Pattern.compile("/x"))).hasToString("/x");
        Properties properties = new Properties();
        properties.setProperty("a", "b");
        assertThat(sent("properties", properties)).isEqualTo(properties).isExactlyInstanceOf(Properties.class);
    }

    @Test
    void anAnonymousSubclassIsAClassLikeAnyOther() {
        Shape shape = new Shape() {
            @Override
            public String toString() {
                return "anonymous";
            }
        };
        assertThat(sent("shape", shape)).hasToString("anonymous").isNotSameAs(shape);
    }
}
