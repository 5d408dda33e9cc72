// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tests the message for an application without the optional HDF5 reader. */
class HdfAbsentTest {
    @Test
    void aFileOfKerasNamesTheLibraryThatIsMissing() throws IOException, ReflectiveOperationException {
        Path file = Residual.file("keras/residual.h5");
        URL[] without = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("jhdf-"))
                .map(HdfAbsentTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(without, ClassLoader.getPlatformClassLoader())) {
            Class<?> weightsFile = loader.loadClass(WeightsFile.class.getName());
            String message = "";
            try {
                weightsFile.getMethod("open", Path.class).invoke(null, file);
            } catch (InvocationTargetException e) {
                message = String.valueOf(Objects.requireNonNull(e.getCause()).getMessage());
            }
            assertThat(message)
                    .startsWith(file
                            + " is rejected, a Keras file (HDF5): reading HDF5 needs the library io.jhdf:jhdf, which"
                            + " is not on the class path (io/jhdf/")
                    .endsWith("); add the dependency io.jhdf:jhdf, or convert the file to safetensors");
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
