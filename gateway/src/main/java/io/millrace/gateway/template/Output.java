package io.millrace.gateway.template;

/** Where a rendering writes; never longer than the budget allows. Used by one thread. */
final class Output implements Appendable {

    private final StringBuilder text;
    private final Budget budget;

    Output(Budget budget) {
        this(budget, 256);
    }

    Output(Budget budget, int size) {
        this.budget = budget;
        this.text = new StringBuilder(size);
    }

    void write(String more) {
        grow(more.length());
        text.append(more);
    }

    @Override
    public Output append(CharSequence more) {
        grow(more.length());
        text.append(more);
        return this;
    }

    @Override
    public Output append(CharSequence more, int start, int end) {
        grow(end - start);
        text.append(more, start, end);
        return this;
    }

    @Override
    public Output append(char more) {
        grow(1);
        text.append(more);
        return this;
    }

    private void grow(int by) {
        if ((long) text.length() + by > Budget.MAX_TEXT) {
            throw Budget.limit("its output would be longer than " + Budget.MAX_TEXT + " characters");
        }
        budget.characters(by);
    }

    String text() {
        return text.toString();
    }
}
