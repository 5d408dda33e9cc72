// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Decides whether a file in a data folder is taken as an image. */
final class FileKind {
    private static final Set<String> IMAGE_ENDINGS =
            Set.of("jpg", "jpeg", "jfif", "jpe", "png", "bmp", "gif", "webp", "tif", "tiff", "avif", "heic", "heif");

    private static final Set<String> OTHER_ENDINGS = Set.of(
            "txt", "csv", "tsv", "json", "jsonl", "ndjson", "xml", "yaml", "yml", "toml", "ini", "cfg", "log", "md",
            "html", "htm", "pdf", "doc", "docx", "xls", "xlsx", "zip", "gz", "tar", "tgz", "7z", "rar", "py", "ipynb",
            "sh", "bat", "js", "css", "mat", "npy", "npz", "pkl", "h5", "db", "mp4", "avi", "mov", "mp3", "wav");

    private static final Set<String> JUNK = Set.of("__macosx", "thumbs.db", "desktop.ini");

    private static final int SNIFFED = 18;
    private static final int BMP_HEADER_SIZE = 14;
    private static final int BRAND = 8;

    private FileKind() {}

    /** Returns whether a name is that of a hidden file or of a file that operating systems leave in folders. */
    static boolean isJunk(String name) {
        return name.startsWith(".") || JUNK.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Returns whether a file is an image by its extension or, if the extension is unknown, by its first bytes. */
    static boolean isImage(Path file, String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (IMAGE_ENDINGS.contains(ending)) {
            return true;
        }
        return !OTHER_ENDINGS.contains(ending) && beginsAsImage(file);
    }

    /** Returns whether a name has the extension of an image. */
    static boolean isNamedAsImage(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && IMAGE_ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static boolean beginsAsImage(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(SNIFFED);
            return start.length == SNIFFED && beginsAsImage(start);
        } catch (IOException e) {
            // Reading the image will report the problem.
            return true;
        }
    }

    private static boolean beginsAsImage(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        boolean isIso = text.startsWith("ftyp", 4)
                && Set.of("avif", "avis", "heic", "heix", "mif1", "msf1").contains(text.substring(BRAND, BRAND + 4));
        // Text files may start with "BM" too; a BMP also has zeros and its header's size.
        boolean isBmp = text.startsWith("BM")
                && Arrays.equals(start, 6, 10, new byte[4], 0, 4)
                && start[BMP_HEADER_SIZE] >= 12
                && start[BMP_HEADER_SIZE + 1] == 0;
        return text.startsWith("\u00ff\u00d8\u00ff")
                || text.startsWith("\u0089PNG\r\n\u001a\n")
                || text.startsWith("GIF8")
                || (text.startsWith("RIFF") && text.startsWith("WEBP", BRAND))
                || text.startsWith("II*\0")
                || text.startsWith("MM\0*")
                || isIso
                || isBmp;
    }
}
