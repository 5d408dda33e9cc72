"""Writes JPEG and PNG files of all kinds that cameras, programs and the formats allow into a folder.

    venv/bin/python nin-export/src/test/python/skew_corpus.py FOLDER
"""

import os
import struct
import sys
import zlib

import numpy as np
from PIL import Image, ImageCms, ImageDraw, ImageFile

# Noise at the best quality needs a larger buffer than Pillow's default.
ImageFile.MAXBLOCK = 1 << 22

FOLDER = sys.argv[1]
RANDOM = np.random.default_rng(19)


def texture(height, width, channels=3):
    return RANDOM.integers(0, 256, (height, width, channels), dtype=np.uint8)


def shapes(height, width):
    image = Image.new("RGB", (width, height), tuple(int(v) for v in RANDOM.integers(0, 256, 3)))
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = RANDOM.integers(-20, width), RANDOM.integers(-20, height)
        box = [int(v) for v in (x, y, x + RANDOM.integers(5, 90), y + RANDOM.integers(5, 90))]
        color = tuple(int(v) for v in RANDOM.integers(0, 256, 3))
        (draw.ellipse if RANDOM.integers(2) else draw.rectangle)(box, fill=color)
    return np.asarray(image)


def save(name, image, **options):
    image.save(os.path.join(FOLDER, name), **options)


def jpegs():
    for number in range(200):
        height, width = (int(v) for v in RANDOM.integers(20, 400, 2))
        pixels = texture(height, width) if number % 2 else shapes(height, width)
        save(
            f"jpeg-{number:03}.jpg",
            Image.fromarray(pixels),
            quality=60 + number % 36,
            subsampling=number // 2 % 3,
            progressive=number % 5 == 0,
        )


def special_jpegs():
    for number in range(12):
        size = (int(RANDOM.integers(20, 300)), int(RANDOM.integers(20, 300)))
        pixels = texture(size[1], size[0], 4)
        save(f"cmyk-{number}.jpg", Image.fromarray(pixels, "CMYK"), quality=60 + 3 * number)
        save(f"grey-{number}.jpg", Image.fromarray(pixels[..., 0]), quality=60 + 3 * number)
    for name in ("XYZ", "LAB", "sRGB"):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()
        save(f"profile-{name}.jpg", Image.fromarray(shapes(80, 120)), quality=90, subsampling=0, icc_profile=profile)
    for orientation in range(1, 9):
        for number, (height, width) in enumerate([(60, 90), (301, 200), (64, 64)]):
            exif = Image.Exif()
            exif.endian = "<" if number % 2 else ">"
            exif[0x0112] = orientation
            save(f"orientation-{orientation}-{number}.jpg", Image.fromarray(shapes(height, width)), exif=exif)


def packed(values, depth):
    """Rows of samples as PNG stores them."""
    if depth == 16:
        return [row.astype(">u2").tobytes() for row in values]
    if depth == 8:
        return [row.astype(np.uint8).tobytes() for row in values]
    rows = []
    for row in values:
        bits = "".join(format(int(value), f"0{depth}b") for value in row.reshape(-1))
        bits += "0" * (-len(bits) % 8)
        rows.append(bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8)))
    return rows


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


# Adam7: first row, first column, step between rows, step between columns.
PASSES = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def png(name, color, depth, interlaced, transparent, height, width):
    greatest = 2 ** (depth if color != 3 else min(depth, 4)) - 1
    values = RANDOM.integers(0, greatest + 1, (height, width, CHANNELS[color]))
    parts = [values[r::dr, c::dc] for r, c, dr, dc in PASSES] if interlaced else [values]
    lines = b"".join(b"\0" + row for part in parts if part.size for row in packed(part, depth))
    chunks = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, int(interlaced)))
    if color == 3:
        chunks += chunk(b"PLTE", RANDOM.integers(0, 256, 3 * (greatest + 1), dtype=np.uint8).tobytes())
    if transparent:
        chunks += chunk(b"tRNS", {0: b"\0\1", 2: b"\0\1\0\2\0\3", 3: bytes([0, 128])}[color])
    chunks += chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    with open(os.path.join(FOLDER, name), "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunks)


def pngs():
    depths = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
    for color in depths:
        for depth in depths[color]:
            for interlaced in (False, True):
                for transparent in (False, True) if color in (0, 2, 3) else (False,):
                    for height, width in ((37, 51), (150, 70)):
                        name = f"png-{color}-{depth}-{int(interlaced)}-{int(transparent)}-{height}x{width}.png"
                        png(name, color, depth, interlaced, transparent, height, width)


def bitmaps():
    save("color.bmp", Image.fromarray(shapes(50, 70)))
    save("alpha.bmp", Image.fromarray(texture(50, 70, 4), "RGBA"))


os.makedirs(FOLDER, exist_ok=True)
jpegs()
special_jpegs()
pngs()
bitmaps()
print("corpus: written")
