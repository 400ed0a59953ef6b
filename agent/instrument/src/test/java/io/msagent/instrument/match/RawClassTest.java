package io.msagent.instrument.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.instrument.shapes.Marks;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import org.junit.jupiter.api.Test;

class RawClassTest {
    private final ClassBytes source = ClassBytes.of(RawClassTest.class.getClassLoader());

    @Test
    void readsNames() {
        RawClass raw = raw(Sample.class);
        assertThat(raw.name()).isEqualTo("io/msagent/instrument/match/RawClassTest$Sample");
        assertThat(raw.superName()).isEqualTo("java/util/AbstractList");
        assertThat(raw.interfaces()).containsExactly("java/util/RandomAccess", "java/io/Serializable");
        assertThat(raw.mentions("sampleMethod")).isTrue();
        assertThat(raw.mentions("sampleMetho")).isFalse();
        assertThat(raw.marked()).isFalse();
        assertThat(RawClass.parse(source.find("java/lang/Object")).superName()).isNull();
    }

    @Test
    void seesTheMarkOnMethodsAndTypes() {
        assertThat(raw(Marks.WholeInterface.class).marked()).isTrue();
        assertThat(raw(Marks.Base.class).marked()).isTrue();
        assertThat(raw(Marks.Unmarked.class).marked()).isFalse();
    }

    @Test
    void readsEveryClassOfTheJdkAroundIt() {
        for (String each : new String[] {"java/util/HashMap", "java/lang/String", "java/lang/invoke/LambdaForms"}) {
            byte[] bytes = source.find(each);
            if (bytes != null) {
                assertThat(RawClass.parse(bytes).name()).isEqualTo(each);
            }
        }
    }

    @Test
    void refusesWhatIsNoClassFile() {
        byte[] bytes = source.find("java/util/HashMap");
        assertThatThrownBy(() -> RawClass.parse(new byte[40])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RawClass.parse(Arrays.copyOf(bytes, 1_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMarkHoldsForSubtypesWhoseSupertypesAreNotLoaded() {
        MarkedTypes marks = new MarkedTypes();
        assertThat(marks.marked(raw(Marks.OfWholeInterface.class), source)).isTrue();
        assertThat(marks.marked(raw(Marks.Derived.class), source)).isTrue();
        assertThat(marks.marked(raw(Marks.Unmarked.class), source)).isFalse();
        assertThat(marks.marked(raw(Sample.class), source)).isFalse();
    }

    @Test
    void eachSupertypeIsReadOnce() {
        MarkedTypes marks = new MarkedTypes();
        java.util.List<String> read = new java.util.ArrayList<>();
        ClassBytes counting = name -> {
            read.add(name);
            return source.find(name);
        };
        marks.marked(raw(Leaf.class), counting);
        marks.marked(raw(OtherLeaf.class), counting);
        assertThat(read).containsExactly(Sample.class.getName().replace('.', '/'));
    }

    private RawClass raw(Class<?> type) {
        return RawClass.parse(source.find(type.getName().replace('.', '/')));
    }

    private static class Leaf extends Sample {}

    private static class OtherLeaf extends Sample {}

    private static class Sample extends AbstractList<Long> implements RandomAccess, Serializable {
        private static final long serialVersionUID = 1234567890123L;

        @Override
        public Long get(int index) {
            return sampleMethod(index) + 77_777_777_777L;
        }

        @Override
        public int size() {
            return (int) (serialVersionUID % 2);
        }

        private static long sampleMethod(int index) {
            return (long) (index * 1.25d);
        }
    }
}
