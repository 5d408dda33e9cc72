// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import dev.nin.UserInputException;
import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Renders a layout as PNG at twice its size in pixels, for sharp text. */
final class PngRenderer {
    private static final int SCALE = 2;
    /** Maximum number of pixels, which take 128 MB during rendering. */
    private static final double MOST_PIXELS = 32e6;

    private final Graphics2D graphics;

    private PngRenderer(Graphics2D graphics) {
        this.graphics = graphics;
    }

    static byte[] render(Layout layout) {
        double width = Math.ceil(layout.width() * SCALE);
        double height = Math.ceil(layout.height() * SCALE);
        if (width * height > MOST_PIXELS) {
            throw new UserInputException(String.format(
                    Locale.ROOT,
                    "the PNG of model \"%s\" would have %.0f×%.0f pixels, expected at most %.0f in all; use svg()",
                    layout.title(),
                    width,
                    height,
                    MOST_PIXELS));
        }
        try {
            return encoded(painted(layout, (int) width, (int) height));
        } catch (AWTError | LinkageError e) {
            // For example if DISPLAY names a display that is not available.
            throw new IllegalStateException(
                    "Java cannot draw images here; start it with -Djava.awt.headless=true, or use svg()", e);
        }
    }

    private static BufferedImage painted(Layout layout, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(SCALE, SCALE);
            new PngRenderer(graphics).paint(layout);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void paint(Layout layout) {
        graphics.setColor(new Color(Tint.BACKGROUND));
        graphics.fill(new Rectangle2D.Double(0, 0, layout.width() + 1, layout.height() + 1));
        graphics.setColor(new Color(Tint.LINE));
        graphics.setStroke(new BasicStroke(1));
        Path2D curves = new Path2D.Double();
        layout.curves().forEach(curve -> append(curves, curve));
        graphics.draw(curves);
        Path2D tips = new Path2D.Double();
        layout.tips().forEach(tip -> append(tips, tip));
        graphics.fill(tips);
        layout.boxes().forEach(this::paint);
    }

    private static void append(Path2D path, Curve curve) {
        Point from = curve.from();
        Point to = curve.to();
        path.moveTo(from.x(), from.y());
        path.curveTo(from.x(), curve.middle(), to.x(), curve.middle(), to.x(), to.y());
    }

    private static void append(Path2D path, Point tip) {
        double top = tip.y() - Layout.TIP_HEIGHT;
        path.moveTo(tip.x(), tip.y());
        path.lineTo(tip.x() - Layout.TIP_HALF_WIDTH, top);
        path.lineTo(tip.x() + Layout.TIP_HALF_WIDTH, top);
        path.closePath();
    }

    private void paint(Box box) {
        RoundRectangle2D frame = new RoundRectangle2D.Double(
                box.left(), box.top(), box.width(), Label.HEIGHT, 2 * Box.CORNER, 2 * Box.CORNER);
        graphics.setColor(new Color(box.label().tint().rgb()));
        graphics.fill(frame);
        graphics.setColor(new Color(Tint.LINE));
        graphics.setStroke(new BasicStroke((float) box.stroke()));
        graphics.draw(frame);
        graphics.setColor(Color.BLACK);
        for (int i = 0; i < box.label().lines().size(); i++) {
            String line = box.label().lines().get(i);
            graphics.setFont(new Font(Font.MONOSPACED, i == 0 ? Font.BOLD : Font.PLAIN, (int) Label.FONT_SIZE));
            double width =
                    graphics.getFontMetrics().getStringBounds(line, graphics).getWidth();
            graphics.drawString(line, (float) (box.middle() - width / 2), (float) box.baseline(i));
        }
    }

    private static byte[] encoded(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
