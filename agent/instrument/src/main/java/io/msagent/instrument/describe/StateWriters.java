package io.msagent.instrument.describe;

import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Finds bodies that write what they were given: a field of their receiver or of an argument, an element of an array, or
 * anything reached from there by fields. By-value calls do not carry that back. What a body does through methods of
 * other objects is not seen.
 */
public final class StateWriters {
    private StateWriters() {}

    /** One line for each of the methods that writes such state. */
    public static List<String> reports(byte[] classFile, List<ServiceMethod> methods) {
        ClassNode type = new ClassNode();
        new ClassReader(classFile).accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        List<String> reports = new ArrayList<>();
        for (ServiceMethod each : methods) {
            // that it writes its object is what a stateful method is for
            boolean keyed = each.receiver() == Receiver.KEYED;
            for (MethodNode node : type.methods) {
                if (node.name.equals(each.key().name())
                        && node.desc.equals(each.key().descriptor())) {
                    for (String state : written(type.name, node, keyed)) {
                        reports.add(each.key() + " writes the state of " + state + ": that stays in the provider");
                    }
                }
            }
        }
        return reports;
    }

    private static Set<String> written(String owner, MethodNode method, boolean butReceiver) {
        Frame<Origin>[] frames;
        try {
            frames = new Analyzer<>(new OriginInterpreter()).analyzeAndComputeMaxs(owner, method);
        } catch (AnalyzerException e) {
            return Set.of(); // code that the verifier will refuse too
        }
        boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        Set<String> written = new TreeSet<>();
        for (int i = 0; i < frames.length; i++) {
            AbstractInsnNode instruction = method.instructions.get(i);
            int depth = depthOfTarget(instruction.getOpcode());
            if (frames[i] != null && depth > 0) {
                Frame<Origin> frame = frames[i];
                for (int local : frame.getStack(frame.getStackSize() - depth).parameters()) {
                    if (butReceiver && local == 0 && !isStatic) {
                        continue;
                    }
                    written.add(name(local, isStatic, method.desc) + " ("
                            + (instruction instanceof FieldInsnNode f ? "field " + f.name : "an array element") + ")");
                }
            }
        }
        return written;
    }

    /** How far below the top of the stack the written object lies; 0 if the instruction writes no object. */
    private static int depthOfTarget(int opcode) {
        return switch (opcode) {
            case Opcodes.PUTFIELD -> 2;
            case Opcodes.IASTORE,
                    Opcodes.LASTORE,
                    Opcodes.FASTORE,
                    Opcodes.DASTORE,
                    Opcodes.AASTORE,
                    Opcodes.BASTORE,
                    Opcodes.CASTORE,
                    Opcodes.SASTORE -> 3;
            default -> 0;
        };
    }

    private static String name(int local, boolean isStatic, String descriptor) {
        if (local == 0 && !isStatic) {
            return "its receiver";
        }
        int position = 1;
        int at = isStatic ? 0 : 1;
        for (Type each : Type.getArgumentTypes(descriptor)) {
            if (at == local) {
                break;
            }
            at += each.getSize();
            position++;
        }
        return "its argument " + position;
    }
}
