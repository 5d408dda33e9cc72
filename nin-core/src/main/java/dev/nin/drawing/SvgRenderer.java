// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import com.google.common.xml.XmlEscapers;
import java.util.Locale;

/** Writes a layout as SVG. */
final class SvgRenderer {
    /** Differences smaller than this do not show in the written decimals. */
    private static final double SAME = 0.05;

    private final StringBuilder svg = new StringBuilder();

    private SvgRenderer() {}

    static String render(Layout layout) {
        SvgRenderer renderer = new SvgRenderer();
        renderer.write(layout);
        return renderer.svg.toString();
    }

    private void write(Layout layout) {
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$.0f\" height=\"%2$.0f\" viewBox=\"0 0 %1$.0f %2$.0f\""
                        + " font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"%3$.0f\""
                        + " text-anchor=\"middle\">",
                layout.width(), layout.height(), Label.FONT_SIZE);
        line("<title>%s</title>", escaped(layout.title()));
        line("<rect width=\"100%%\" height=\"100%%\" fill=\"#%06x\"/>", Tint.BACKGROUND);
        line("<path fill=\"none\" stroke=\"#%06x\" d=\"", Tint.LINE);
        layout.curves().forEach(this::curve);
        line("\"/>");
        line("<path fill=\"#%06x\" d=\"", Tint.LINE);
        layout.tips().forEach(this::tip);
        line("\"/>");
        layout.boxes().forEach(this::box);
        line("</svg>");
    }

    private void curve(Curve curve) {
        Point from = curve.from();
        Point to = curve.to();
        if (Math.abs(from.x() - to.x()) < SAME) {
            line("M%.1f %.1fV%.1f", from.x(), from.y(), to.y());
        } else {
            line(
                    "M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f",
                    from.x(), from.y(), from.x(), curve.middle(), to.x(), curve.middle(), to.x(), to.y());
        }
    }

    private void tip(Point tip) {
        double top = tip.y() - Layout.TIP_HEIGHT;
        double half = Layout.TIP_HALF_WIDTH;
        line("M%.1f %.1fL%.1f %.1fH%.1fZ", tip.x(), tip.y(), tip.x() - half, top, tip.x() + half);
    }

    private void box(Box box) {
        line(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.0f\" fill=\"#%06x\" stroke=\"#%06x\""
                        + " stroke-width=\"%.1f\"/>",
                box.left(),
                box.top(),
                box.width(),
                Label.HEIGHT,
                Box.CORNER,
                box.label().tint().rgb(),
                Tint.LINE,
                box.stroke());
        for (int i = 0; i < box.label().lines().size(); i++) {
            line(
                    "<text x=\"%.1f\" y=\"%.1f\"%s>%s</text>",
                    box.middle(),
                    box.baseline(i),
                    i == 0 ? " font-weight=\"bold\"" : "",
                    escaped(box.label().lines().get(i)));
        }
    }

    private static String escaped(String text) {
        return XmlEscapers.xmlContentEscaper().escape(text);
    }

    private void line(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
