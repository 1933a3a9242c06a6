package io.millrace.delivery;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Objects;

/** The entries of a batch that was accepted whole; each is made when it is asked for. Immutable. */
final class AcceptedBatch extends AbstractList<PutBatchResult.Entry> {

    private static final byte[] BEGIN =
            "{\"Encrypted\":false,\"FailedPutCount\":0,\"RequestResponses\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEFORE = "{\"RecordId\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\"},".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "]}".getBytes(StandardCharsets.US_ASCII);

    private final RecordIds ids;
    private final long position;
    private final int size;

    /** @param position of the first record in the stream's log */
    AcceptedBatch(RecordIds ids, long position, int size) {
        this.ids = ids;
        this.position = position;
        this.size = size;
    }

    @Override
    public PutBatchResult.Entry get(int index) {
        return PutBatchResult.Entry.accepted(ids.id(position, Objects.checkIndex(index, size)));
    }

    @Override
    public int size() {
        return size;
    }

    /** All of PutRecordBatch's answer. A record id is base64: nothing of it needs an escape. */
    byte[] answer() {
        int entry = BEFORE.length + RecordIds.LENGTH + AFTER.length;
        byte[] answer = new byte[BEGIN.length + size * entry - 1 + END.length];
        System.arraycopy(BEGIN, 0, answer, 0, BEGIN.length);
        int at = BEGIN.length;
        for (int i = 0; i < size; i++) {
            System.arraycopy(BEFORE, 0, answer, at, BEFORE.length);
            ids.write(position, i, answer, at + BEFORE.length);
            at += BEFORE.length + RecordIds.LENGTH;
            System.arraycopy(AFTER, 0, answer, at, AFTER.length);
            at += AFTER.length;
        }
        System.arraycopy(END, 0, answer, at - 1, END.length); // Over the last comma.
        return answer;
    }
}
