package dev.batchkit.examples.vendorprices;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The first line of a list: which column stands where.
 *
 * @param source the list, for messages
 * @param names the names as they stand in the file
 */
record PriceListHeader(String source, List<String> names) {
  PriceListHeader {
    names = names.stream().map(CellText::oneLine).toList();
  }

  /**
   * Where the columns of a {@link PriceLine} stand; case does not count.
   *
   * @throws PriceListException if one is missing or stands there twice: all faults at once
   */
  List<Integer> find(PriceList list) throws PriceListException {
    List<String> faults = new ArrayList<>();
    int sku = find(list.skuColumn(), "--sku-column", faults);
    int name = find(list.nameColumn(), "--name-column", faults);
    int price = find(list.priceColumn(), "--price-column", faults);
    if (!faults.isEmpty()) {
      throw new PriceListException(
          "The list %s cannot be read with these columns.%n%s%nIt has the columns: %s."
              .formatted(PriceSource.label(source), String.join("%n".formatted(), faults), all()));
    }
    return List.of(sku, name, price);
  }

  private int find(String wanted, String option, List<String> faults) {
    List<Integer> found =
        IntStream.range(0, names.size())
            .filter(i -> names.get(i).equalsIgnoreCase(wanted.strip()))
            .boxed()
            .toList();
    if (found.size() != 1) {
      String fault = found.isEmpty() ? "There is no column" : "There are several columns";
      faults.add("  %s \"%s\"; name another with %s.".formatted(fault, wanted, option));
      return -1;
    }
    return found.get(0);
  }

  private String all() {
    return names.isEmpty()
        ? "none, it is empty"
        : names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
  }
}
