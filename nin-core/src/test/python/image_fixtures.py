"""Writes the image files that the tests of dev.nin.image read, and what Pillow makes of them (.rgb: height, width, 3).

    venv/bin/python nin-core/src/test/python/image_fixtures.py nin-core/src/test/resources/dev/nin/image
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps

target = Path(sys.argv[1])
random = np.random.default_rng(1)
texture = random.integers(0, 256, (24, 32, 3), dtype=np.uint8)
smooth = np.stack(np.meshgrid(np.arange(32) * 8, np.arange(24) * 10), -1)
smooth = np.concatenate([smooth, smooth[..., :1] // 2], -1).astype(np.uint8)


def save(name, image, **options):
    image.save(target / name, **options)
    expected = ImageOps.exif_transpose(Image.open(target / name)).convert("RGB")
    (target / name).with_suffix(".rgb").write_bytes(np.asarray(expected).tobytes())


save("textured-444.jpg", Image.fromarray(texture), quality=95, subsampling=0)
save("smooth-420.jpg", Image.fromarray(smooth), quality=80)
save("progressive.jpg", Image.fromarray(smooth), quality=90, progressive=True, subsampling=0)
save("grey.jpg", Image.fromarray(texture[..., 0]), quality=95)
profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
save("profile.jpg", Image.fromarray(smooth), quality=90, subsampling=0, icc_profile=profile)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    save(f"orientation-{orientation}.jpg", Image.fromarray(smooth), quality=95, subsampling=0, exif=exif)
Image.new("CMYK", (32, 24), (0, 0, 0, 128)).save(target / "cmyk.jpg", quality=95)
save("palette.png", Image.fromarray(smooth).quantize(16))
save("transparent.png", Image.fromarray(np.concatenate([smooth, smooth[..., :1]], -1), "RGBA"))
Image.fromarray(smooth).save(target / "photo.gif")
Image.fromarray(smooth).save(target / "photo.webp")
Image.fromarray(smooth).save(target / "photo.tif")
