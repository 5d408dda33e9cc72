// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a report shows them. */
public final class Numbers {
    private static final int DIGITS = 4;
    /** What is greater or less is shown by a power of ten. */
    private static final double GREAT = 1e7;

    private static final double SMALL = 1e-4;

    private Numbers() {}

    /**
     * A number with four decimals, such as 0.9310.
     *
     * @param value a loss or a metric
     * @return its text
     */
    public static String fixed(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /**
     * A number with four decimals; a dash where there is none.
     *
     * @param value a metric; NaN for none
     * @return its text
     */
    public static String fixedOrDash(double value) {
        return Double.isNaN(value) ? "–" : fixed(value);
    }

    /**
     * A number of any unit with four digits, or all those before its point.
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
     * A share in percent with one decimal, which no line break parts from its sign.
     *
     * @param share from 0 to 1
     * @return such as 93.1 %
     */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share);
    }
}
