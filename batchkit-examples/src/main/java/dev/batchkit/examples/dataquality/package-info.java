/** Data quality: two databases of orders, measured by five indicators. */
@NullMarked
package dev.batchkit.examples.dataquality;

import org.jspecify.annotations.NullMarked;
