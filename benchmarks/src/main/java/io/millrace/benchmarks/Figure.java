package io.millrace.benchmarks;

import java.util.Locale;

/**
 * One measured figure, beside its baseline.
 *
 * @param what what was measured
 * @param value how much, in the unit
 * @param unit e.g. {@code records/s}
 * @param baseline what it is compared with, and how that did; empty for none
 * @param ratio of the value to the baseline's, such that more is better; NaN for none
 * @param target what was asked for, in words; empty for none
 * @param met whether the target is reached; true where there is none
 */
public record Figure(
        String what, double value, String unit, String baseline, double ratio, String target, boolean met) {

    /** A figure without baseline or target. */
    public static Figure of(String what, double value, String unit) {
        return new Figure(what, value, unit, "", Double.NaN, "", true);
    }

    /** The same, beside a baseline. */
    public Figure beside(String name, double ratioToIt) {
        return new Figure(what, value, unit, name, ratioToIt, target, met);
    }

    /** The same, with the least that was asked for. */
    public Figure atLeast(double least) {
        String wish = target.isEmpty() ? "" : target + ", ";
        return new Figure(
                what, value, unit, baseline, ratio, wish + "at least " + number(least), met && value >= least);
    }

    /** The same, with the most that was asked for. */
    public Figure below(double most) {
        return new Figure(what, value, unit, baseline, ratio, "below " + number(most), met && value < most);
    }

    /** The same, with the least ratio that was asked for. */
    public Figure ratioAtLeast(double least) {
        String wish = target.isEmpty() ? "" : target + ", ";
        return new Figure(
                what, value, unit, baseline, ratio, wish + "ratio at least " + number(least), met && ratio >= least);
    }

    /** A number as people read it: three digits that count, thousands apart. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(
                Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 100 ? "%.1f" : "%,.0f", value);
    }
}
