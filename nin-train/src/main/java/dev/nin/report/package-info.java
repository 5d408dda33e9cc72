/** What a training is shown with: charts, pictures of what a network sees, and a page that holds them. */
@NullMarked
package dev.nin.report;

import org.jspecify.annotations.NullMarked;
