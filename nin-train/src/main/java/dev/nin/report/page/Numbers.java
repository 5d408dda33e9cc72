// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Formats numbers for a report. */
public final class Numbers {
    private static final int DIGITS = 4;
    /** Numbers outside this range are shown with an exponent. */
    private static final double GREAT = 1e7;

    private static final double SMALL = 1e-4;

    private Numbers() {}

    /**
     * Formats a number with four decimals, such as 0.9310.
     *
     * @param value a loss or a metric
     * @return its text
     */
    public static String fixed(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /**
     * Formats a number with four decimals, or NaN as a dash.
     *
     * @param value a metric; NaN if undefined
     * @return its text
     */
    public static String fixedOrDash(double value) {
        return Double.isNaN(value) ? "–" : fixed(value);
    }

    /**
     * Formats a number with four significant digits, or with all digits before its decimal point.
     *
     * @param value the number
     * @return its text
     */
    public static String significant(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size >= GREAT || (size < SMALL && size > 0)) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        BigDecimal rounded = size >= Math.pow(10, DIGITS)
                ? BigDecimal.valueOf(Math.rint(value))
                : new BigDecimal(value).round(new MathContext(DIGITS));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /**
     * Formats a learning rate as people write it, with two significant digits, such as 0.03 or 2.5e-5.
     *
     * @param rate the rate
     * @return its text
     */
    public static String rate(double rate) {
        BigDecimal rounded = new BigDecimal(rate).round(new MathContext(2)).stripTrailingZeros();
        if (rounded.signum() == 0 || Math.abs(rate) >= SMALL) {
            return rounded.signum() == 0 ? "0" : rounded.toPlainString();
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointRight(-exponent).toPlainString() + "e" + exponent;
    }

    /**
     * Formats a share in percent with one decimal and a non-breaking space.
     *
     * @param share from 0 to 1
     * @return a text such as 93.1 %
     */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share);
    }
}
