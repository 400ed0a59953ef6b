package io.msagent.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.instrument.shapes.Holders;
import io.msagent.instrument.shapes.Mains;
import io.msagent.instrument.shapes.Marks;
import io.msagent.instrument.shapes.Writers;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class WeavingTransformerTest {

    @Test
    void aPatternWeavesAClassThatKnowsNothingOfUs() throws Exception {
        Woven woven = Woven.with(Map.of("include", Marks.Unmarked.class.getName() + "#label"));
        woven.runtime().leaves = m -> true;
        woven.runtime().answer = call -> new Object[] {"from afar"};
        Object unmarked = make(woven, Marks.Unmarked.class);
        assertThat(unmarked.getClass().getMethod("label").invoke(unmarked)).isEqualTo("from afar");
        assertThat(unmarked.getClass().getMethod("quote", String.class).invoke(unmarked, "a"))
                .isEqualTo("a");
    }

    @Test
    void reportsOnceWhatTheUserShouldKnow() throws Exception {
        Woven woven = Woven.with(Map.of());
        make(woven, Writers.class);
        woven.weave(Writers.class.getName(), Woven.classFile(Writers.class.getName()));
        assertThat(woven.reports())
                .hasSize(6)
                .contains(Writers.class.getName()
                        + "#field() writes the state of its receiver (field count): that stays in the provider");
    }

    @Test
    void twoClassesDoNotShareAService() throws Exception {
        String name = "com.acme.Second";
        Woven woven = Woven.with(Map.of());
        woven.loadClass(Marks.Base.class.getName());
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "com/acme/Second", null, "java/lang/Object", null);
        MethodVisitor told = writer.visitMethod(Opcodes.ACC_STATIC, "told", "()V", null, null);
        var mark = told.visitAnnotation("Lio/msagent/Microservice;", true);
        mark.visit("value", "told");
        mark.visitEnd();
        told.visitCode();
        told.visitInsn(Opcodes.RETURN);
        told.visitMaxs(0, 0);
        told.visitEnd();
        assertThat(woven.weave(name, writer.toByteArray())).isNull();
        assertThat(woven.reports())
                .containsExactly("com.acme.Second#told() stays local: the service told is " + Marks.Base.class.getName()
                        + " already; give each of the two a name of its own");
    }

    @Test
    void aSubclassOfAStatelessReceiverKeepsItsCalls() throws Exception {
        Woven woven = Woven.with(Map.of());
        woven.runtime().leaves = m -> true;
        woven.runtime().answer = call -> new Object[] {"from afar"};
        Method work = woven.loadClass(Holders.Stateless.class.getName()).getMethod("work");
        assertThat(work.invoke(make(woven, Holders.Stateless.class))).isEqualTo("from afar");
        assertThat(work.invoke(make(woven, Holders.Overriding.class))).isEqualTo("");
    }

    /** Class files as compilers of Java 1.2 to 8 wrote them: no class constants, no stack maps. */
    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_2, Opcodes.V1_4, Opcodes.V1_5, Opcodes.V1_6, Opcodes.V1_7, Opcodes.V1_8})
    void oldClassFiles(int version) throws Exception {
        String name = "com.acme.Old" + version;
        Woven woven = Woven.with(Map.of("include", name + "#twice"));
        Class<?> old = woven.define(name, twice(version, name.replace('.', '/')));
        Method twice = old.getMethod("twice", long.class);
        assertThat(twice.invoke(null, 4L)).isEqualTo(8L);
        woven.runtime().leaves = m -> true;
        woven.runtime().answer = call -> new Object[] {(Long) call.arguments().get(0) * 3};
        assertThat(twice.invoke(null, 4L)).isEqualTo(12L);
    }

    @Test
    void namesThatOnlyTheJvmAllows() throws Exception {
        String name = "com.acme.Kt-File_Ünï";
        Woven woven = Woven.with(Map.of("include", name + "#a method, with spaces".replace(",", "")));
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, name.replace('.', '/'), null, "java/lang/Object", null);
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "a method with spaces", "()I", null, null);
        method.visitCode();
        method.visitInsn(Opcodes.ICONST_1);
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(1, 0);
        method.visitEnd();
        Class<?> type = woven.define(name, writer.toByteArray());
        woven.runtime().leaves = m -> true;
        woven.runtime().answer = call -> new Object[] {2};
        assertThat(type.getMethod("a method with spaces").invoke(null)).isEqualTo(2);
        assertThat(woven.runtime().calls.get(0).method().service()).matches("[a-z0-9-]{1,63}");
    }

    @Test
    void mainIsWovenWhereItsClassHasIt() throws Exception {
        Woven woven = Woven.provider(Map.of(), Mains.Inheriting.class.getName());
        Method main = woven.loadClass(Mains.Inheriting.class.getName()).getMethod("main", String[].class);
        List<?> ran =
                (List<?>) woven.loadClass(Mains.class.getName()).getField("RAN").get(null);

        main.invoke(null, (Object) new String[0]);
        assertThat(ran).hasToString("[classic]");
        assertThat(woven.runtime().events).containsExactly("enterMain", "leaveMain");

        woven.runtime().events.clear();
        assertThatThrownBy(() -> main.invoke(null, (Object) new String[] {"fails"}))
                .isInstanceOf(InvocationTargetException.class);
        assertThat(woven.runtime().events).containsExactly("enterMain");

        woven.runtime().events.clear();
        woven.runtime().mainReplaced = true;
        main.invoke(null, (Object) new String[] {"fails"});
        assertThat(woven.runtime().events).containsExactly("enterMain");
        assertThat(ran).hasToString("[classic, classic]");
    }

    @Test
    void mainMayBeAnInstanceMethodWithoutArguments() throws Exception {
        Woven woven = Woven.provider(Map.of(), Mains.Instance.class.getName());
        Object program = make(woven, Mains.Instance.class);
        Method main = program.getClass().getDeclaredMethod("main");
        main.setAccessible(true);
        main.invoke(program);
        assertThat(woven.runtime().events).containsExactly("enterMain", "leaveMain");
    }

    @Test
    void mainOfACallerIsLeftAlone() throws Exception {
        Woven woven = Woven.with(Map.of());
        assertThat(woven.weave(Mains.Classic.class.getName(), Woven.classFile(Mains.Classic.class.getName())))
                .isNull();
    }

    @Test
    void receiversThatMainBuildsAreAnnouncedWhenTheyAreThere() throws Exception {
        Woven woven = Woven.provider(Map.of("serve.main", "run"), "com.acme.Elsewhere");
        Object announced = make(woven, Holders.Announced.class);
        assertThat(woven.runtime().born).isNotEmpty().allMatch(each -> each == announced);
        woven.runtime().born.clear();
        assertThatThrownBy(() -> announced.getClass().getConstructor(int.class).newInstance(-1))
                .isInstanceOf(InvocationTargetException.class);
        assertThat(woven.runtime().born).isEmpty();
    }

    private static Object make(Woven woven, Class<?> type) throws Exception {
        var constructor = woven.loadClass(type.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static byte[] twice(int version, String name) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
        MethodVisitor twice = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "twice", "(J)J", null, null);
        twice.visitCode();
        twice.visitVarInsn(Opcodes.LLOAD, 0);
        twice.visitVarInsn(Opcodes.LLOAD, 0);
        twice.visitInsn(Opcodes.LADD);
        twice.visitInsn(Opcodes.LRETURN);
        twice.visitMaxs(0, 0);
        twice.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
