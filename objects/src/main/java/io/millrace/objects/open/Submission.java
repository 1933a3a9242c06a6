package io.millrace.objects.open;

/** A batch that waits for its turn: one is under way at a time, so that their frames never mingle in the journal. */
interface Submission {

    /**
     * Its turn has come; called under the stream's guard. It ends by {@link OpenStream#endTurn}.
     *
     * @param batch its number, used once
     */
    void begin(long batch);

    /** The stream was closed before its turn came. */
    void refused();
}
