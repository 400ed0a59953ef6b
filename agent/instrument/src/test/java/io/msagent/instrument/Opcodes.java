package io.msagent.instrument;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;

/** The instructions of a method, in order. */
final class Opcodes {
    private Opcodes() {}

    static List<Integer> of(byte[] classFile, String method) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        List<Integer> opcodes = new ArrayList<>();
        node.methods.stream()
                .filter(m -> m.name.equals(method))
                .flatMap(m -> java.util.Arrays.stream(m.instructions.toArray()))
                .mapToInt(AbstractInsnNode::getOpcode)
                .filter(code -> code >= 0)
                .forEach(opcodes::add);
        return opcodes;
    }
}
