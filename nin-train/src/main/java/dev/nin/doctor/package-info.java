/** What a training needs of a machine, looked for and named with its remedy. */
@NullMarked
package dev.nin.doctor;

import org.jspecify.annotations.NullMarked;
