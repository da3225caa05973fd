/**
 * Imports a vendor's price list into a product table, by one handler: {@link
 * dev.batchkit.examples.vendorprices.VendorPrices}.
 */
@NullMarked
package dev.batchkit.examples.vendorprices;

import org.jspecify.annotations.NullMarked;
