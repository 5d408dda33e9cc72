// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import dev.nin.model.Input;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Photos whose color profile does not fit their pixels, as editors and scanners write them. Profiles change nothing.
 */
class ColorProfileTest {
    private static final int START = 2;
    private static final int APP2 = 0xe2;
    private static final int LARGEST_SEGMENT = 0xffff - 16;
    private static final byte[] GRAY =
            ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    private static final byte[] COLOR =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final byte[] BROKEN = "no profile".getBytes(StandardCharsets.US_ASCII);
    /** Longer than a segment and than the part of a file that headers are searched for, as profiles of printers are. */
    private static final byte[] LONG = Arrays.copyOf(COLOR, 300_000);

    @ParameterizedTest
    @ValueSource(strings = {"textured-444.jpg", "progressive.jpg", "grey.jpg", "cmyk.jpg"})
    void isIgnored(String name) throws IOException {
        byte[] plain = ImageDecoderTest.file(name);
        ImageHeader header = ImageHeader.read(name, plain);

        for (int channels : new int[] {1, 3}) {
            Input input = new Input(header.height(), header.width(), channels, Input.Pixels.UINT8);
            try (ImageDecoder decoder = new ImageDecoder(input)) {
                byte[] expected = decoded(decoder, plain, input);
                byte[] expectedCrop = cropped(decoder, plain, header, input);
                for (byte[] profile : List.of(GRAY, COLOR, BROKEN, Arrays.copyOf(COLOR, 200), new byte[0], LONG)) {
                    byte[] profiled = with(profile, plain);
                    assertThat(ImageHeader.read(name, profiled)).isEqualTo(header);
                    assertThat(decoded(decoder, profiled, input)).isEqualTo(expected);
                    assertThat(cropped(decoder, profiled, header, input)).isEqualTo(expectedCrop);
                }
            }
        }
    }

    /** The reason why ImageIO reads no photos here. */
    @Test
    void stopsTheReaderOfTheJdk() throws IOException {
        byte[] photo = with(GRAY, ImageDecoderTest.file("textured-444.jpg"));

        assertThatThrownBy(() -> ImageIO.read(new ByteArrayInputStream(photo))).isInstanceOf(Exception.class);
    }

    private static byte[] decoded(ImageDecoder decoder, byte[] file, Input input) {
        byte[] pixels = new byte[input.height() * input.width() * input.channels()];
        decoder.decode("photo", file, pixels, 0);
        return pixels;
    }

    private static byte[] cropped(ImageDecoder decoder, byte[] file, ImageHeader header, Input input) {
        byte[] pixels = new byte[input.height() * input.width() * input.channels()];
        decoder.decode("photo", file, header, new Crop(2, 2, 16, 16), pixels, 0);
        return pixels;
    }

    /** Returns a JPEG with a profile in as many segments as it needs. */
    private static byte[] with(byte[] profile, byte[] jpeg) {
        int count = Math.max(1, (profile.length + LARGEST_SEGMENT - 1) / LARGEST_SEGMENT);
        byte[] segments = {};
        for (int i = 0; i < count; i++) {
            byte[] part = Arrays.copyOfRange(
                    profile, i * LARGEST_SEGMENT, Math.min((i + 1) * LARGEST_SEGMENT, profile.length));
            int length = part.length + 16;
            segments = Bytes.concat(
                    segments,
                    new byte[] {(byte) 0xff, (byte) APP2, (byte) (length >> Byte.SIZE), (byte) length},
                    "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII),
                    new byte[] {(byte) (i + 1), (byte) count},
                    part);
        }
        return Bytes.concat(Arrays.copyOf(jpeg, START), segments, Arrays.copyOfRange(jpeg, START, jpeg.length));
    }
}
