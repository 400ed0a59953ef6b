package io.msagent.instrument.describe;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Follows parameters through locals, casts, fields and array elements; loads no class. */
@SuppressWarnings("NullAway") // ASM's contract: null stands for "no value"
final class OriginInterpreter extends Interpreter<Origin> {
    OriginInterpreter() {
        super(Opcodes.ASM9);
    }

    @Override
    public @Nullable Origin newValue(@Nullable Type type) {
        return type == Type.VOID_TYPE ? null : Origin.none(type == null ? 1 : type.getSize());
    }

    @Override
    public Origin newParameterValue(boolean isInstanceMethod, int local, Type type) {
        return new Origin(type.getSize(), Set.of(local));
    }

    @Override
    public Origin newOperation(AbstractInsnNode instruction) {
        return switch (instruction.getOpcode()) {
            case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 -> Origin.none(2);
            case Opcodes.LDC ->
                Origin.none(
                        ((LdcInsnNode) instruction).cst instanceof Long
                                        || ((LdcInsnNode) instruction).cst instanceof Double
                                ? 2
                                : 1);
            case Opcodes.GETSTATIC ->
                Origin.none(Type.getType(((FieldInsnNode) instruction).desc).getSize());
            default -> Origin.none(1);
        };
    }

    @Override
    public Origin copyOperation(AbstractInsnNode instruction, Origin value) {
        return value;
    }

    @Override
    public @Nullable Origin unaryOperation(AbstractInsnNode instruction, Origin value) {
        return switch (instruction.getOpcode()) {
            case Opcodes.CHECKCAST -> value;
            case Opcodes.GETFIELD ->
                new Origin(Type.getType(((FieldInsnNode) instruction).desc).getSize(), value.parameters());
            case Opcodes.LNEG,
                    Opcodes.DNEG,
                    Opcodes.I2L,
                    Opcodes.I2D,
                    Opcodes.L2D,
                    Opcodes.F2L,
                    Opcodes.F2D,
                    Opcodes.D2L -> Origin.none(2);
            default -> Origin.none(1);
        };
    }

    @Override
    public @Nullable Origin binaryOperation(AbstractInsnNode instruction, Origin first, Origin second) {
        return switch (instruction.getOpcode()) {
            case Opcodes.AALOAD -> first;
            case Opcodes.LALOAD,
                    Opcodes.DALOAD,
                    Opcodes.LADD,
                    Opcodes.DADD,
                    Opcodes.LSUB,
                    Opcodes.DSUB,
                    Opcodes.LMUL,
                    Opcodes.DMUL,
                    Opcodes.LDIV,
                    Opcodes.DDIV,
                    Opcodes.LREM,
                    Opcodes.DREM,
                    Opcodes.LSHL,
                    Opcodes.LSHR,
                    Opcodes.LUSHR,
                    Opcodes.LAND,
                    Opcodes.LOR,
                    Opcodes.LXOR -> Origin.none(2);
            default -> Origin.none(1);
        };
    }

    @Override
    public @Nullable Origin ternaryOperation(AbstractInsnNode instruction, Origin a, Origin b, Origin c) {
        return null;
    }

    @Override
    public Origin naryOperation(AbstractInsnNode instruction, List<? extends Origin> values) {
        String descriptor = "()I";
        if (instruction instanceof MethodInsnNode call) {
            descriptor = call.desc;
        } else if (instruction instanceof InvokeDynamicInsnNode call) {
            descriptor = call.desc;
        }
        Type result = Type.getReturnType(descriptor);
        return Origin.none(Math.max(1, result.getSize()));
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, Origin value, Origin expected) {}

    @Override
    public Origin merge(Origin first, Origin second) {
        return first.with(second);
    }
}
