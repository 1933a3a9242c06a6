package io.millrace.delivery;

import io.millrace.delivery.core.Refused;
import io.millrace.journal.Completion;
import io.millrace.journal.JournalFull;
import io.millrace.wire.CommonError;
import io.millrace.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts records into a stream's log. Never blocks. */
final class Puts {

    private static final Logger log = LoggerFactory.getLogger(Puts.class);
    private static final int RECORD_LIMIT = 1_024_000;
    private static final int BATCH_LIMIT = 4 << 20;
    private static final int BATCH_RECORDS = 500;
    private static final String SLOW_DOWN = "Slow down.";

    private Puts() {}

    static CompletableFuture<PutRecordResult> one(Stream stream, ByteBuffer data) {
        CompletableFuture<PutRecordResult> result = new CompletableFuture<>();
        if (data.remaining() > RECORD_LIMIT) {
            result.completeExceptionally(tooLong(data, "record.data"));
            return result;
        }
        stream.core().accept(data, new Completion() {
            @Override
            public void forced(long position) {
                result.complete(new PutRecordResult(stream.ids().id(position, 0)));
            }

            @Override
            public void failed(IOException cause) {
                result.completeExceptionally(refusal(cause));
            }
        });
        return result;
    }

    static CompletableFuture<PutBatchResult> batch(Stream stream, List<ByteBuffer> data) {
        CompletableFuture<PutBatchResult> result = new CompletableFuture<>();
        try {
            check(data);
        } catch (WireException refused) {
            result.completeExceptionally(refused);
            return result;
        }
        stream.core().accept(data, new Completion() {
            @Override
            public void forced(long position) {
                result.complete(new PutBatchResult(0, new AcceptedBatch(stream.ids(), position, data.size())));
            }

            @Override
            public void failed(IOException cause) {
                WireException refusal = refusal(cause);
                if (refusal.code() != FirehoseError.SERVICE_UNAVAILABLE) {
                    result.completeExceptionally(refusal);
                    return;
                }
                // As AWS: the call succeeds, and each of its records is to be sent again.
                PutBatchResult.Entry entry =
                        PutBatchResult.Entry.refused(refusal.code().wireName(), refusal.text());
                result.complete(new PutBatchResult(data.size(), Collections.nCopies(data.size(), entry)));
            }
        });
        return result;
    }

    private static void check(List<ByteBuffer> data) {
        if (data.isEmpty()) {
            throw new WireException(
                    CommonError.VALIDATION,
                    "1 validation error detected: Value '[]' at 'records' failed to satisfy constraint: Member must"
                            + " have length greater than or equal to 1");
        }
        if (data.size() > BATCH_RECORDS) {
            throw new WireException(
                    CommonError.VALIDATION,
                    "1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have"
                            + " length less than or equal to " + BATCH_RECORDS);
        }
        long total = 0;
        for (int i = 0; i < data.size(); i++) {
            if (data.get(i).remaining() > RECORD_LIMIT) {
                throw tooLong(data.get(i), "records." + (i + 1) + ".member.data");
            }
            total += data.get(i).remaining();
        }
        if (total > BATCH_LIMIT) {
            throw FirehoseError.INVALID_ARGUMENT.with("Records size exceeds 4 MB limit");
        }
    }

    private static WireException tooLong(ByteBuffer data, String path) {
        int length = data.remaining();
        return new WireException(
                CommonError.VALIDATION,
                "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=" + length + " cap=" + length
                        + "]' at '" + path + "' failed to satisfy constraint: Member must have length less than or"
                        + " equal to " + RECORD_LIMIT);
    }

    private static WireException refusal(IOException cause) {
        if (cause instanceof Refused refused && refused.reason() == Refused.Reason.DELETING) {
            return FirehoseError.RESOURCE_NOT_FOUND.with("The delivery stream is being deleted.");
        }
        if (cause instanceof Refused || cause instanceof JournalFull) {
            return FirehoseError.SERVICE_UNAVAILABLE.with(SLOW_DOWN);
        }
        log.debug("A record was not accepted", cause);
        return FirehoseError.SERVICE_UNAVAILABLE.with("The record could not be written to the stream's log ("
                + cause.getMessage() + "). See that the disk has space and is well, and send it again.");
    }
}
