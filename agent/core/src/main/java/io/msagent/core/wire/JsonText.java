package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Jackson's streams with our limits, and what is thrown inside them turned into {@link WireException}. */
final class JsonText {
    /** A value nests JSON deeper than itself: its tag, its contents, its pairs. */
    private static final int JSON_PER_VALUE = 4;

    private static final int OWN_NESTING = 200;

    private final JsonFactory factory;
    private final int maxBytes;
    private final int maxDepth;

    JsonText(WireOptions options) {
        maxBytes = options.maxBytes();
        maxDepth = options.maxDepth();
        int nesting = maxDepth * JSON_PER_VALUE + OWN_NESTING;
        factory = JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(nesting)
                        .maxStringLength(maxBytes)
                        .maxNameLength(maxBytes)
                        .maxNumberLength(BigNumberCodec.MAX_DIGITS)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(nesting)
                        .build())
                .build();
    }

    /** Writes JSON. */
    interface Writing {
        void to(WireWriter out) throws IOException;
    }

    /** Reads JSON; the current token is its first one. */
    interface Reading<T> {
        @Nullable
        T from(WireReader in) throws IOException;
    }

    byte[] write(String root, Writing writing) {
        try {
            BoundedOutput bytes = new BoundedOutput(maxBytes);
            JsonGenerator json = factory.createGenerator(bytes);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            writing.to(new WireWriter(json, maxDepth));
            json.close();
            return bytes.toByteArray();
        } catch (Misfit e) {
            throw e.at(root);
        } catch (IOException | RuntimeException e) {
            throw new WireException(root + ": cannot be written: " + e, e);
        } catch (StackOverflowError e) {
            throw tooDeepForTheStack(root);
        }
    }

    /** Writes a part of a value to a text of its own. */
    String writeApart(WireWriter around, Writing writing) throws IOException {
        StringWriter text = new StringWriter();
        JsonGenerator json = factory.createGenerator(text);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        writing.to(around.apart(json));
        json.close();
        if (text.getBuffer().length() > maxBytes) {
            throw new Misfit("larger than " + maxBytes + " bytes");
        }
        return text.toString();
    }

    <T> @Nullable T read(String root, byte[] bytes, Reading<T> reading) {
        if (bytes.length > maxBytes) {
            throw new WireException(
                    root + ": found " + bytes.length + " bytes (expected: at most " + maxBytes + ", wire.max-bytes)",
                    null);
        }
        try (JsonParser json = factory.createParser(bytes)) {
            WireReader in = new WireReader(json, maxDepth);
            in.next();
            T value = reading.from(in);
            if (in.next() != null) {
                throw in.found("the end of the input");
            }
            return value;
        } catch (Misfit e) {
            throw e.at(root);
        } catch (JsonProcessingException e) {
            throw new WireException(root + ": not JSON that can be read: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new WireException(root + ": cannot be read: " + e, e);
        } catch (StackOverflowError e) {
            throw tooDeepForTheStack(root);
        }
    }

    private static WireException tooDeepForTheStack(String root) {
        return new WireException(
                root + ": nested deeper than this thread's stack allows (expected: a smaller wire.max-depth, or -Xss)",
                null);
    }
}
