/** Reports as HTML pages and mails. */
@NullMarked
package dev.batchkit.report.html;

import org.jspecify.annotations.NullMarked;
