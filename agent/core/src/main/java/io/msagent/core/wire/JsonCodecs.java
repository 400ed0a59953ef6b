package io.msagent.core.wire;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the JSON codecs of methods. {@code docs/protocol.md} shows how each type looks.
 *
 * <p>A value is its fields, typed by the method's generic signature. A value of another class than the declared one says
 * its class, and that is believed only of known JDK values, of subtypes of a declared type of the application, and of
 * what {@link WireOptions#allow} names. No constructor of the application runs but a record's canonical one.
 *
 * <p>Safe for use by any thread; each codec is made once.
 */
public final class JsonCodecs {
    private final WireOptions options;
    private final JsonText text;
    private final Map<Optional<ClassLoader>, CodecFactory> factories = new ConcurrentHashMap<>();
    private final Map<Key, MethodCodec> codecs = new ConcurrentHashMap<>();

    private final Map<Class<?>, StateCodec> states = new ConcurrentHashMap<>();

    private record Key(Method method, Class<?> receiver, boolean async) {}

    public JsonCodecs(WireOptions options) {
        this.options = options;
        this.text = new JsonText(options);
    }

    /**
     * The codec of a method.
     *
     * @param receiverClass the class that declares it; its loader finds the classes that values name
     * @param async whether the declared result is a {@code Future} or {@code CompletionStage}: then its value travels
     * @throws WireException if a type in the signature cannot travel; the message names the parameter
     */
    public MethodCodec codecFor(Method method, Class<?> receiverClass, boolean async) {
        Key key = new Key(method, receiverClass, async);
        MethodCodec known = codecs.get(key);
        if (known == null) {
            CodecFactory factory = factory(receiverClass);
            known = new JsonMethodCodec(SignatureSlots.of(method, receiverClass, async, factory), factory, text);
            codecs.put(key, known);
        }
        return known;
    }

    /**
     * The codec of the state of a class's objects.
     *
     * @throws WireException if its fields cannot travel, or a new object cannot be made
     */
    public StateCodec stateOf(Class<?> type) {
        StateCodec known = states.get(type);
        if (known == null) {
            known = new JsonStateCodec(type, factory(type), text);
            states.put(type, known);
        }
        return known;
    }

    private CodecFactory factory(Class<?> type) {
        return factories.computeIfAbsent(
                Optional.ofNullable(type.getClassLoader()),
                loader -> new CodecFactory(options, text, loader.orElse(null)));
    }
}
