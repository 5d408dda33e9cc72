"""Writes what Pillow makes of a small image, by the operations of dev.nin.data.augment: the fixture of its tests.

    venv/bin/python nin-train/src/test/python/pillow_augmentations.py > \
        nin-train/src/test/resources/dev/nin/data/augment/pillow.txt

A line per operation: its name, the argument, and the bytes (16 rows, 20 columns, 3 channels or 1) in base64.
"""

import base64

import numpy
from PIL import Image, ImageEnhance, ImageOps

ENHANCERS = {
    "brightness": ImageEnhance.Brightness,
    "contrast": ImageEnhance.Contrast,
    "saturation": ImageEnhance.Color,
    "sharpness": ImageEnhance.Sharpness,
}


def image(channels):
    """Smooth and noisy parts, within 20 to 230, so that stretching has something to do."""
    rows, columns = numpy.mgrid[0:16, 0:20]
    smooth = numpy.stack([8 * columns + 20, 12 * rows + 30, 120 + 4 * columns - 5 * rows], -1)
    noise = numpy.random.default_rng(1).integers(-40, 40, smooth.shape)
    values = numpy.clip(smooth + noise * (columns > 9)[..., None], 20, 230).astype(numpy.uint8)
    return Image.fromarray(values if channels == 3 else values[..., 0])


def affine(source, coefficients):
    return source.transform(source.size, Image.Transform.AFFINE, coefficients, Image.Resampling.BILINEAR)


def line(name, argument, result):
    print(name, argument, base64.b64encode(numpy.asarray(result).tobytes()).decode())


def main():
    print("# Pillow", Image.__version__)
    for channels in (3, 1):
        source = image(channels)
        line("source", 0, source)
        for name, enhancer in ENHANCERS.items():
            for factor in (0.37, 1.63):
                line(name, factor, enhancer(source).enhance(factor))
        line("posterize", 3, ImageOps.posterize(source, 3))
        line("solarize", 100, ImageOps.solarize(source, 100))
        line("autocontrast", 0, ImageOps.autocontrast(source))
        line("equalize", 0, ImageOps.equalize(source))
        for degrees in (17, 133):
            line("rotation", degrees, source.rotate(degrees, Image.Resampling.BILINEAR))
        line("shear-x", -0.3, affine(source, (1, -0.3, 0, 0, 1, 0)))
        line("shear-y", 0.2, affine(source, (1, 0, 0, 0.2, 1, 0)))


if __name__ == "__main__":
    main()
