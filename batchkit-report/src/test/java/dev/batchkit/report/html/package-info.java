/** Reports of sessions as a whole: the tree, its texts and its pages. */
package dev.batchkit.report.html;
