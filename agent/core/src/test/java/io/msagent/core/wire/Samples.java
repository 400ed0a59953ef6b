package io.msagent.core.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Application classes as people write them. */
final class Samples {
    private Samples() {}

    enum Colour {
        RED,
        GREEN {
            @Override
            String hex() {
                return "0f0";
            }
        };

        String hex() {
            return "f00";
        }
    }

    enum Order implements java.util.Comparator<String> {
        BY_LENGTH;

        @Override
        public int compare(String a, String b) {
            return Integer.compare(a.length(), b.length());
        }
    }

    record Point(int x, int y) {}

    record Pair<A, B>(A first, B second) {}

    record Positive(int value) {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("value: " + value + " (expected: above 0)");
            }
        }
    }

    interface Shape {}

    record Circle(double radius) implements Shape {}

    static final class Square implements Shape {
        final double side;

        Square(double side) {
            this.side = side;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Square s && s.side == side;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(side);
        }
    }

    enum Dot implements Shape {
        DOT
    }

    /** Shadowed, final, private and transient fields; no default constructor. */
    static class Base<T> {
        private final String name;
        private final T extra;

        Base(String name, T extra) {
            this.name = name;
            this.extra = extra;
        }

        String baseName() {
            return name;
        }

        T extra() {
            return extra;
        }
    }

    static final class Derived extends Base<List<Point>> {
        private final String name;
        private final int[] numbers;
        private final Object lock = new Object();
        private transient String cache = "computed";

        Derived(String baseName, String name, List<Point> extra, int... numbers) {
            super(baseName, extra);
            this.name = name;
            this.numbers = numbers;
        }

        String cache() {
            return cache;
        }

        boolean hasLock() {
            return lock != null;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Derived d
                    && d.name.equals(name)
                    && Objects.equals(d.baseName(), baseName())
                    && Objects.equals(d.extra(), extra())
                    && java.util.Arrays.equals(d.numbers, numbers);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** A generic class with an inner one that uses its variable. */
    static final class Chain<T> {
        private Link head;
        private int size;

        final class Link {
            private final T value;
            private final Link next;

            Link(T value, Link next) {
                this.value = value;
                this.next = next;
            }
        }

        static <T> Chain<T> of(List<T> values) {
            Chain<T> chain = new Chain<>();
            for (int i = values.size() - 1; i >= 0; i--) {
                chain.head = chain.new Link(values.get(i), chain.head);
                chain.size++;
            }
            return chain;
        }

        List<T> values() {
            List<T> all = new ArrayList<>(size);
            for (Link link = head; link != null; link = link.next) {
                all.add(link.value);
            }
            return all;
        }
    }

    /** Extends a collection: fields and contents. */
    static final class Basket extends ArrayList<Point> {
        private static final long serialVersionUID = 1L;
        String owner = "nobody";
        private int adds;

        @Override
        public boolean add(Point point) {
            adds++;
            return super.add(point);
        }

        int adds() {
            return adds;
        }
    }

    static final class Registry extends LinkedHashMap<String, Point> {
        private static final long serialVersionUID = 1L;
        int limit = 3;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Point> eldest) {
            return size() > limit;
        }
    }

    static final class Node {
        String name;
        Node next;
        List<Node> children;

        Node(String name, Node next) {
            this.name = name;
            this.next = next;
        }
    }

    static final class Worker extends Thread {
        int load;
    }

    static final class Holder {
        Thread thread;
        int number = 1;
    }

    static final class OwnSerialisation implements java.io.Serializable {
        private static final long serialVersionUID = 1L;
        transient Object[] array = {1};

        Object writeReplace() {
            return "something else";
        }
    }

    record Item(String name, int price) {}

    record Purchase(String id, List<Item> items, Map<String, Item> byName) {}

    /** Keeps its elements where fields do not show them, and says itself how it is copied, as Guava's lists do. */
    static final class FrozenList<E> extends java.util.AbstractList<E> implements java.io.Serializable {
        private static final long serialVersionUID = 1L;
        private final transient Object[] elements;

        private FrozenList(Object[] elements) {
            this.elements = elements;
        }

        public static <E> FrozenList<E> copyOf(java.util.Collection<? extends E> from) {
            return new FrozenList<>(from.toArray());
        }

        @Override
        @SuppressWarnings("unchecked")
        public E get(int index) {
            return (E) elements[index];
        }

        @Override
        public int size() {
            return elements.length;
        }

        Object writeReplace() {
            return new ArrayList<>(this);
        }
    }
}
