package io.msagent.core.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Looks at every byte of a connection before Undertow's parser sees it, and breaks the connection at the first that two
 * readers might understand differently. The parser itself is lenient in places (folded lines, line feeds alone, chunk
 * extensions), which is where requests are hidden inside others.
 */
final class HeadGuard extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final RequestGrammar grammar = new RequestGrammar();

    HeadGuard(StreamSourceConduit next) {
        super(next);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        int count = next.read(into);
        int end = into.position();
        int at = before;
        while (at < end) {
            int skipped = grammar.skip(end - at);
            if (skipped == 0) {
                grammar.accept(into.get(at));
                skipped = 1;
            }
            at += skipped;
        }
        return count;
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (into[i].hasRemaining()) {
                return read(into[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) {
        throw new UnsupportedOperationException("bodies are read, and go to no channel");
    }
}
