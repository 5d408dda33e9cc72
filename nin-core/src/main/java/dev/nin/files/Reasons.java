// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Descriptions of failed file operations for one-line messages. */
public final class Reasons {
    private Reasons() {}

    /**
     * Describes a problem.
     *
     * @param problem the exception that a file operation threw
     * @return a description such as "no such file", without the file's name
     */
    public static String of(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return "no such file";
        }
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        }
        boolean blocked = problem instanceof FileAlreadyExistsException
                || problem instanceof NotDirectoryException
                || (problem instanceof FileSystemException other && "Not a directory".equals(other.getReason()));
        if (blocked) {
            return "a part of its path is a file";
        }
        if (problem instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (problem instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message;
    }
}
