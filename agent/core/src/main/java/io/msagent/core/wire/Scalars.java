package io.msagent.core.wire;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Base64;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JDK classes whose values have no parts: one JSON token each. */
final class Scalars {
    /** Values of these have classes of their own, which nobody names: {@code UnixPath}, {@code ZoneRegion}. */
    private static final List<Class<?>> FAMILIES =
            List.of(Path.class, java.time.ZoneId.class, Charset.class, InetAddress.class, TimeZone.class);

    private static final Map<Class<?>, ValueCodec> BY_CLASS = new HashMap<>();
    private static final Map<String, Class<?>> BY_NAME = new HashMap<>();

    static {
        number(Byte.class, "byte", Byte.MIN_VALUE, Byte.MAX_VALUE, n -> (byte) n);
        number(Short.class, "short", Short.MIN_VALUE, Short.MAX_VALUE, n -> (short) n);
        number(Integer.class, "int", Integer.MIN_VALUE, Integer.MAX_VALUE, n -> (int) n);
        number(Long.class, "long", Long.MIN_VALUE, Long.MAX_VALUE, n -> n);
        number(AtomicInteger.class, "int", Integer.MIN_VALUE, Integer.MAX_VALUE, n -> new AtomicInteger((int) n));
        number(AtomicLong.class, "long", Long.MIN_VALUE, Long.MAX_VALUE, AtomicLong::new);
        add(
                Date.class,
                new NumberCodec<>(
                        Date.class,
                        "milliseconds since 1970",
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        Date::getTime,
                        Date::new));
        add(Double.class, new FloatingCodec(true));
        add(Float.class, new FloatingCodec(false));
        add(BigInteger.class, new BigNumberCodec(false));
        add(BigDecimal.class, new BigNumberCodec(true));
        add(Boolean.class, new BooleanCodec<>(Boolean.class, b -> b, b -> b));
        add(AtomicBoolean.class, new BooleanCodec<>(AtomicBoolean.class, AtomicBoolean::get, AtomicBoolean::new));
        text(Character.class, c -> c.toString(), Scalars::character);
        text(String.class, s -> s, s -> s);
        text(StringBuilder.class, StringBuilder::toString, StringBuilder::new);
        text(StringBuffer.class, StringBuffer::toString, StringBuffer::new);
        text(UUID.class, UUID::toString, UUID::fromString);
        text(URI.class, URI::toString, URI::create);
        text(URL.class, URL::toExternalForm, ScalarTexts::url);
        text(Locale.class, ScalarTexts::localeText, ScalarTexts::locale);
        text(Currency.class, Currency::getCurrencyCode, Currency::getInstance);
        text(Charset.class, Charset::name, Charset::forName);
        text(File.class, File::getPath, File::new);
        text(Path.class, ScalarTexts::pathText, Path::of);
        text(Pattern.class, ScalarTexts::patternText, ScalarTexts::pattern);
        text(InetAddress.class, InetAddresses::text, InetAddresses::parse);
        text(TimeZone.class, ScalarTexts::timeZoneText, ScalarTexts::timeZone);
        text(MathContext.class, MathContext::toString, MathContext::new);
        text(
                BitSet.class,
                b -> Base64.getEncoder().encodeToString(b.toByteArray()),
                s -> BitSet.valueOf(Base64.getDecoder().decode(s)));
        TimeScalars.addTo(Scalars::add);
        SqlScalars.addTo(Scalars::add);
    }

    private Scalars() {}

    private static void add(Class<?> type, ValueCodec codec) {
        BY_CLASS.put(type, codec);
        BY_NAME.put(type.getName(), type);
    }

    private static <T> void text(Class<T> type, Function<T, String> to, Function<String, T> from) {
        add(type, new TextCodec<>(type, to, from));
    }

    private static <T extends Number> void number(
            Class<T> type, String name, long least, long most, java.util.function.LongFunction<T> from) {
        add(type, new NumberCodec<>(type, name, least, most, Number::longValue, from));
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("length " + text.length() + " (expected: 1)");
        }
        return text.charAt(0);
    }

    /** The class under which values of this JDK class travel; null if it is none of these. */
    static @Nullable Class<?> travelsAs(Class<?> type) {
        if (BY_CLASS.containsKey(type)) {
            return type;
        }
        for (Class<?> family : FAMILIES) {
            if (family.isAssignableFrom(type)) {
                return family;
            }
        }
        return null;
    }

    /** The codec of a class that {@link #travelsAs} gave. */
    static @Nullable ValueCodec codec(Class<?> type) {
        return BY_CLASS.get(type);
    }

    /** The class of this name; null if it is none of these. */
    static @Nullable Class<?> named(String name) {
        return BY_NAME.get(name);
    }
}
