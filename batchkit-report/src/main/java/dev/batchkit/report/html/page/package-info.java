/**
 * The pages: templates, which are compiled into this package, and what they show. Whatever a
 * template writes is escaped for the place where it stands.
 */
@NullMarked
package dev.batchkit.report.html.page;

import org.jspecify.annotations.NullMarked;
