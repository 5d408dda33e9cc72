"""Images per second that PyTorch's DataLoader reads from a folder of JPEGs for training, on Pillow and torchvision.

    venv/bin/python nin-train/src/test/python/torch_reader.py FOLDER

Each image: RandomResizedCrop to 224 x 224, RandomHorizontalFlip, as uint8; batches of 32. One round reads all images
once; the first, which warms up, is not printed. A line per round.
"""

import argparse
import sys
import time
from pathlib import Path

from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms


class Photos(Dataset):
    def __init__(self, paths, size):
        self.paths = paths
        self.transform = transforms.Compose([
            transforms.RandomResizedCrop(size),
            transforms.RandomHorizontalFlip(),
            transforms.PILToTensor(),
        ])

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        with Image.open(self.paths[index]) as image:
            return self.transform(image.convert("RGB"))


def images_per_second(batches):
    start = time.perf_counter()
    count = sum(batch.shape[0] for batch in batches)
    return count / (time.perf_counter() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--stdin", action="store_true", help="prints ready, then runs a round for each line read")
    arguments = parser.parse_args()
    photos = Photos(sorted(arguments.folder.glob("*.JPEG")), arguments.size)
    batches = DataLoader(photos, 32, shuffle=True, num_workers=arguments.workers, persistent_workers=True)
    images_per_second(batches)
    if arguments.stdin:
        print("ready", flush=True)
    for _ in sys.stdin if arguments.stdin else range(arguments.rounds):
        print(f"{images_per_second(batches):.1f}", flush=True)


if __name__ == "__main__":
    main()
