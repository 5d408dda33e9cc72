// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.Progress;
import dev.nin.files.Reasons;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** One pass over the files of a listing. */
final class ScanRun {
    private static final int PROGRESS_MILLIS = 100;

    private final List<ImageFile> files;
    private final FileCheck check;
    private final Progress progress;
    private final AtomicReferenceArray<ScanCache.Entry> found;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicBoolean hasNews = new AtomicBoolean();
    /** Findings by file key, so that hard links to one file are read once. */
    private final Map<Object, ScanCache.Entry> byFileKey = new ConcurrentHashMap<>();

    ScanRun(List<ImageFile> files, FileCheck check, Progress progress) {
        this.files = files;
        this.check = check;
        this.progress = progress;
        found = new AtomicReferenceArray<>(files.size());
    }

    /** Checks all files; files that the cache knows by name, size and time are not read. */
    List<ScannedFile> scan(ScanCache cache) {
        Map<String, ScanCache.Entry> known = cache.read(check.version());
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(cores);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                running.add(workers.submit(() -> work(known)));
            }
            for (Future<?> each : running) {
                await(each);
            }
        } finally {
            workers.shutdownNow();
        }
        progress.update(files.size(), files.size());
        Map<String, ScanCache.Entry> entries = new HashMap<>();
        List<ScannedFile> scanned = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            ScanCache.Entry entry = found.get(i);
            scanned.add(entry.file());
            if (!entry.file().isBad()) {
                entries.put(files.get(i).name(), entry);
            }
        }
        if (hasNews.get()) {
            cache.write(check.version(), entries);
        }
        return scanned;
    }

    private void await(Future<?> worker) {
        try {
            while (true) {
                try {
                    worker.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException e) {
                    progress.update(done.get(), files.size());
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a file could not be checked", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while files were checked", e);
        }
    }

    private void work(Map<String, ScanCache.Entry> known) {
        for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
            ImageFile file = files.get(i);
            found.set(i, entry(file, known.get(file.name())));
            done.incrementAndGet();
        }
    }

    private ScanCache.Entry entry(ImageFile file, ScanCache.@Nullable Entry known) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            long size = attributes.size();
            long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            if (known != null && known.size() == size && known.modified() == modified) {
                return known;
            }
            Object key = attributes.fileKey();
            ScanCache.Entry linked = key == null ? null : byFileKey.get(key);
            ScanCache.Entry entry =
                    linked == null ? new ScanCache.Entry(size, modified, scanned(file, attributes)) : linked;
            // Bad files are not cached, since the cause may be the disk.
            if (!entry.file().isBad()) {
                hasNews.set(true);
                if (key != null) {
                    byFileKey.put(key, entry);
                }
            }
            return entry;
        } catch (IOException e) {
            return new ScanCache.Entry(0, 0, unreadable(e));
        }
    }

    private ScannedFile scanned(ImageFile file, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile()) {
            return ScannedFile.unreadable("it is not a file");
        }
        try (FileContent content = FileContent.open(file.path())) {
            if (content.size() == 0) {
                return ScannedFile.of(Finding.bad("it is empty"), content);
            }
            return ScannedFile.of(finding(content), content);
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    private Finding finding(FileContent content) {
        try {
            return check.check(content);
        } catch (IOException e) {
            return Finding.bad(Reasons.of(e));
        }
    }

    private static ScannedFile unreadable(IOException problem) {
        return ScannedFile.unreadable(
                problem instanceof EOFException
                        ? "it became shorter while it was read"
                        : "it cannot be read: " + Reasons.of(problem));
    }
}
