package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import io.msagent.RemoteApplicationException;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rebuilds an exception without running a constructor of its class. */
final class ThrowableReader {
    private static final String EXPECTED = "an exception, an object that begins with \"@class\"";

    private final ThrowableTypes types;
    private final @Nullable ThrowableState state;

    ThrowableReader(ThrowableTypes types) {
        this.types = types;
        this.state = types.state();
    }

    /** What has been read of one exception. */
    private static final class Parts {
        final String className;
        final @Nullable Throwable made;
        final String why;

        @Nullable
        String message;

        @Nullable
        Throwable cause;

        boolean causeKnown;

        @Nullable
        List<Throwable> suppressed = new ArrayList<>();

        StackTraceElement @Nullable [] stack = new StackTraceElement[0];

        Parts(String className, @Nullable Throwable made, String why) {
            this.className = className;
            this.made = made;
            this.why = why;
        }
    }

    Throwable read(WireReader in) throws IOException {
        in.expect(JsonToken.START_OBJECT, EXPECTED);
        in.enter();
        in.next();
        in.property(Target.CLASS);
        Parts parts = begin(in.string("a class name"));
        while (in.next() != JsonToken.END_OBJECT) {
            String name = in.json.currentName();
            in.next();
            try {
                readPart(name, parts, in);
            } catch (Misfit e) {
                throw e.in("." + name);
            }
        }
        in.leave();
        return finish(parts);
    }

    private Parts begin(String className) {
        Class<?> type = types.find(className);
        if (type == null) {
            return new Parts(className, null, "no such exception class here");
        }
        if (state == null) {
            return new Parts(className, null, "java.lang is closed to the agent");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            return new Parts(className, null, "the class is abstract");
        }
        try {
            return new Parts(className, (Throwable) types.allocation(type).make(), "");
        } catch (Misfit e) {
            return new Parts(className, null, e.getMessage().replaceFirst("^: ", ""));
        }
    }

    private void readPart(String name, Parts parts, WireReader in) throws IOException {
        switch (name) {
            case "message" -> parts.message = in.at(JsonToken.VALUE_NULL) ? null : in.string("a message or null");
            case "stack" -> parts.stack = in.at(JsonToken.VALUE_NULL) ? null : StackFrames.read(in);
            case "cause" -> {
                parts.causeKnown = true;
                parts.cause = in.at(JsonToken.VALUE_NULL) ? null : read(in);
            }
            case "suppressed" -> parts.suppressed = in.at(JsonToken.VALUE_NULL) ? null : readSuppressed(in);
            case "fields" -> readFields(parts, in);
            default -> in.json.skipChildren();
        }
    }

    private List<Throwable> readSuppressed(WireReader in) throws IOException {
        in.expect(JsonToken.START_ARRAY, "an array of exceptions");
        List<Throwable> all = new ArrayList<>();
        while (in.next() != JsonToken.END_ARRAY) {
            all.add(read(in));
        }
        return all;
    }

    private void readFields(Parts parts, WireReader in) throws IOException {
        in.expect(JsonToken.START_OBJECT, "an object");
        Throwable made = parts.made;
        if (made == null) {
            in.json.skipChildren();
            return;
        }
        Map<String, Property> known =
                types.fields(made.getClass()).properties().stream().collect(Collectors.toMap(Property::name, p -> p));
        WireReader.Mark mark = in.mark();
        while (in.next() != JsonToken.END_OBJECT) {
            Property property = known.get(in.json.currentName());
            in.next();
            try {
                if (property == null) {
                    in.json.skipChildren();
                } else {
                    property.set(made, property.read(in));
                }
            } catch (Misfit e) {
                // the field stays at its default
                in.backTo(mark);
            }
        }
    }

    private Throwable finish(Parts parts) {
        Throwable made = parts.made;
        if (made == null || state == null) {
            RemoteApplicationException stand =
                    new RemoteApplicationException(parts.className, parts.message, parts.why, parts.cause);
            stand.setStackTrace(parts.stack == null ? new StackTraceElement[0] : parts.stack);
            if (parts.suppressed != null) {
                parts.suppressed.forEach(stand::addSuppressed);
            }
            return stand;
        }
        state.message(made, parts.message);
        state.cause(made, parts.causeKnown ? parts.cause : made);
        state.suppressed(made, parts.suppressed);
        state.stack(made, parts.stack);
        return made;
    }
}
